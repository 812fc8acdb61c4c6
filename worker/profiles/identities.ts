import type { Env } from '../env.ts';
import { together } from '../together.ts';

/**
 * A (kind, value) that finds a profile: `userId`, `anonymousId`, `email`, `phone`, or a kind of the workspace's own. Minted
 * anonymousIds are no identities: they are addresses. A `claim` is a userId that somebody with only the public key named: it
 * finds what they said, and never the person whose userId it is.
 */
export interface Identity {
	readonly kind: string;
	readonly value: string;
}

/** Who owns an identity. */
export interface Owner {
	readonly profileId: string;
	/** At a server's word; else a browser has claimed it. */
	readonly verified: boolean;
}

/** An identity that is to be a profile's. */
export interface Claim {
	readonly identity: Identity;
	readonly profileId: string;
	/** A server says so: it takes the identity from whom a browser has claimed it for. */
	readonly verified: boolean;
	/** How many of its kind the profile may have. */
	readonly max?: number;
}

/** The claim of a device, or of nobody's device, to be a user. */
export function claimOf(anonymousId: string | null, userId: string): Identity {
	return { kind: 'claim', value: JSON.stringify([anonymousId, userId]) };
}

const known = new Map<string, Owner & { readonly at: number }>();
const knownMax = 50_000;
/**
 * How long this isolate believes what it has read. An owner that has been merged leads to the profile that it became, however
 * old the memory; only who was separated again is found by what is read anew.
 */
const knownMs = 60_000;

export function keyOf({ kind, value }: Identity): string {
	return `${kind} ${value}`;
}

function remember(identity: Identity, owner: Owner): void {
	if (known.size >= knownMax) known.clear();
	known.set(keyOf(identity), { ...owner, at: Date.now() });
}

/** A userId that a browser has just claimed, by being the first to name it. */
export interface FreshClaim {
	readonly userId: string;
	readonly profileId: string;
}

/** Takes back what browsers have claimed; what a server has said since stays. */
export async function releaseClaims(env: Env, claims: readonly FreshClaim[]): Promise<void> {
	if (claims.length === 0) return;
	for (const { userId } of claims) known.delete(keyOf({ kind: 'userId', value: userId }));
	await env.DB.prepare(
		`DELETE FROM identities WHERE kind = 'userId' AND verified = 0 AND (value, profile_id) IN (
			SELECT value ->> 'userId', value ->> 'profileId' FROM json_each(?1))`,
	)
		.bind(JSON.stringify(claims))
		.run();
}

/** Only for tests that empty the database beneath a living isolate. */
export function forgetIdentities(): void {
	known.clear();
}

/**
 * Who owns these identities: a whole batch in one query, and none for what this isolate knows.
 * @param trusted a server asks: what a browser has claimed may have become somebody else's, and is read anew
 * @param read `readTogether` in a request
 */
export async function ownersOf(
	env: Env,
	identities: readonly Identity[],
	trusted: boolean,
	read: ReadOwners = readOwners,
): Promise<Owners> {
	const owners = new Owners();
	const unknown: Identity[] = [];
	const since = Date.now() - knownMs;
	for (const identity of identities) {
		const owner = known.get(keyOf(identity));
		if (owner && owner.at > since && (owner.verified || !trusted)) owners.set(identity, owner);
		else unknown.push(identity);
	}
	if (unknown.length > 0) for (const [identity, owner] of await read(env, unknown)) owners.set(identity, owner);
	return owners;
}

/**
 * Claims identities for profiles. The unique index decides: whoever was first owns it, and everyone reads the same owner. Only
 * a server's word takes one from whom a browser has claimed it for. Returns the true owners, and what browsers have claimed by this.
 */
export async function claimIdentities(
	env: Env,
	claims: readonly Claim[],
): Promise<{ owners: Owners; fresh: readonly FreshClaim[] }> {
	const owners = new Owners();
	if (claims.length === 0) return { owners, fresh: [] };
	const before = alikeBefore(claims);
	const rows = claims.map(({ identity, profileId, verified, max }, at) => ({
		...identity,
		profileId,
		verified,
		// The statement counts what was there before it: of the claims in it, each leaves less room for those behind.
		...(max !== undefined && { room: max - (before[at] ?? 0) }),
	}));
	const { results } = await env.DB.prepare(
		`INSERT INTO identities (kind, value, profile_id, verified)
		 SELECT value ->> 'kind', value ->> 'value', value ->> 'profileId', value ->> 'verified' FROM json_each(?1)
		 WHERE value ->> 'room' IS NULL OR value ->> 'room' > (
			SELECT count(*) FROM identities AS own
			WHERE own.profile_id = json_each.value ->> 'profileId' AND own.kind = json_each.value ->> 'kind')
		 ON CONFLICT (kind, value) DO UPDATE SET profile_id = excluded.profile_id, verified = 1
		 WHERE excluded.verified = 1 AND identities.verified = 0
		 RETURNING kind, value AS userId, profile_id AS profileId, verified`,
	)
		.bind(JSON.stringify(rows))
		.all<FreshClaim & { kind: string; verified: number }>();
	const identities = claims.map(({ identity }) => identity);
	for (const [identity, owner] of await readOwners(env, identities)) owners.set(identity, owner);
	const fresh = results.filter(({ kind, verified }) => kind === 'userId' && verified === 0);
	return { owners, fresh: fresh.map(({ userId, profileId }) => ({ userId, profileId })) };
}

/** How many claims before each are of the same kind for the same profile. */
function alikeBefore(claims: readonly Claim[]): number[] {
	const met = new Map<string, number>();
	return claims.map(({ identity, profileId }) => {
		const alike = `${identity.kind} ${profileId}`;
		const before = met.get(alike) ?? 0;
		met.set(alike, before + 1);
		return before;
	});
}

export type ReadOwners = (env: Env, identities: readonly Identity[]) => Promise<[Identity, Owner][]>;

async function readOwners(env: Env, identities: readonly Identity[]): Promise<[Identity, Owner][]> {
	const { results } = await env.DB.prepare(
		`SELECT kind, i.value AS value, profile_id AS profileId, verified
		 FROM json_each(?1) AS j CROSS JOIN identities AS i
		 WHERE i.kind = j.value ->> 'kind' AND i.value = j.value ->> 'value'`,
	)
		.bind(JSON.stringify(identities))
		.all<{ kind: string; value: string; profileId: string; verified: number }>();
	return results.map(({ kind, value, profileId, verified }) => {
		const owner = { profileId, verified: verified === 1 };
		remember({ kind, value }, owner);
		return [{ kind, value }, owner];
	});
}

/**
 * For requests, most of which ask about one or two, and many at once. Never within an object: one that waits for what a request reads
 * goes on in the request's place.
 */
export const readTogether: ReadOwners = together(readOwners);

/** Owners of identities, by identity. */
export class Owners {
	readonly #byKey = new Map<string, Owner>();

	set(identity: Identity, owner: Owner): void {
		this.#byKey.set(keyOf(identity), owner);
	}

	add(others: Owners): void {
		for (const [key, owner] of others.#byKey) this.#byKey.set(key, owner);
	}

	get(identity: Identity): Owner | null {
		return this.#byKey.get(keyOf(identity)) ?? null;
	}
}
