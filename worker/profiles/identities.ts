import type { Env } from '../env.ts';
import type { CarriedKind } from './stored-event.ts';

/**
 * A (kind, value) that finds a profile. Minted anonymousIds are no identities: they are addresses. A `claim` is a userId that
 * somebody with only the public key named: it finds what they said, and never the person whose userId it is.
 */
export interface Identity {
	readonly kind: CarriedKind | 'claim';
	readonly value: string;
}

/** The claim of a device, or of nobody's device, to be a user. */
export function claimOf(anonymousId: string | null, userId: string): Identity {
	return { kind: 'claim', value: JSON.stringify([anonymousId, userId]) };
}

const known = new Map<string, string>();
const knownMax = 50_000;

function keyOf({ kind, value }: Identity): string {
	return `${kind} ${value}`;
}

/** Owners never change hands, so what this isolate has once read stays true. */
function remember(identity: Identity, profileId: string): void {
	if (known.size >= knownMax) known.clear();
	known.set(keyOf(identity), profileId);
}

/** Only for tests that empty the database beneath a living isolate. */
export function forgetIdentities(): void {
	known.clear();
}

/** Who owns these identities, by `identityKey`: a whole batch in one query, and none for what this isolate knows. */
export async function ownersOf(env: Env, identities: readonly Identity[]): Promise<Owners> {
	const owners = new Owners();
	const unknown: Identity[] = [];
	for (const identity of identities) {
		const owner = known.get(keyOf(identity));
		if (owner === undefined) unknown.push(identity);
		else owners.set(identity, owner);
	}
	if (unknown.length > 0) for (const [identity, owner] of await readOwners(env, unknown)) owners.set(identity, owner);
	return owners;
}

/**
 * Claims identities for profiles. The unique index decides: whoever was first owns it, and everyone reads the same owner.
 * Returns the true owners.
 */
export async function claimIdentities(
	env: Env,
	claims: readonly { readonly identity: Identity; readonly profileId: string }[],
): Promise<Owners> {
	const owners = new Owners();
	if (claims.length === 0) return owners;
	const rows = claims.map(({ identity, profileId }) => ({ ...identity, profileId }));
	await env.DB.prepare(
		`INSERT INTO identities (kind, value, profile_id)
		 SELECT value ->> 'kind', value ->> 'value', value ->> 'profileId' FROM json_each(?1) WHERE true
		 ON CONFLICT DO NOTHING`,
	)
		.bind(JSON.stringify(rows))
		.run();
	const identities = claims.map(({ identity }) => identity);
	for (const [identity, owner] of await readOwners(env, identities)) owners.set(identity, owner);
	return owners;
}

async function readOwners(env: Env, identities: readonly Identity[]): Promise<[Identity, string][]> {
	const { results } = await env.DB.prepare(
		`SELECT kind, i.value AS value, profile_id AS profileId
		 FROM json_each(?1) AS j CROSS JOIN identities AS i
		 WHERE i.kind = j.value ->> 'kind' AND i.value = j.value ->> 'value'`,
	)
		.bind(JSON.stringify(identities))
		.all<{ kind: Identity['kind']; value: string; profileId: string }>();
	return results.map(({ kind, value, profileId }) => {
		const identity = { kind, value };
		remember(identity, profileId);
		return [identity, profileId];
	});
}

/** Owners of identities, by identity. */
export class Owners {
	readonly #byKey = new Map<string, string>();

	set(identity: Identity, profileId: string): void {
		this.#byKey.set(keyOf(identity), profileId);
	}

	add(others: Owners): void {
		for (const [key, profileId] of others.#byKey) this.#byKey.set(key, profileId);
	}

	get(identity: Identity): string | null {
		return this.#byKey.get(keyOf(identity)) ?? null;
	}
}
