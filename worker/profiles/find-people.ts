import type { Env } from '../env.ts';
import { addressOf } from './address.ts';

/** Ids of the profiles that each value names; values that name nobody are left out. */
export type FoundPeople = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Finds people by whatever a list calls them: a profile's id, a userId or an anonymousId (its owner), or an e-mail address,
 * which may be several people's. Asks D1 twice, however many there are; a profile's id is believed here, and its shard
 * knows whether it is anyone's.
 */
export async function findPeople(env: Env, values: readonly string[]): Promise<FoundPeople> {
	const found = new Map<string, Set<string>>();
	const note = (value: string, profileId: string) => found.set(value, (found.get(value) ?? new Set()).add(profileId));
	for (const value of values) if (addressOf(env, value)) note(value, value);
	const others = values.filter((value) => !found.has(value));
	if (others.length === 0) return found;
	const [owners, addresses] = await Promise.all([ownersOf(env, others), byEmail(env, others.filter(isAddress))]);
	for (const { value, profileId } of owners) note(value, profileId);
	for (const value of others) for (const profileId of addresses.get(value.toLowerCase()) ?? []) note(value, profileId);
	return found;
}

/** The profile that owns a userId by a server's word, or an anonymousId; null for nobody's, and for one that a browser has claimed. */
export async function ownerOf(env: Env, value: string): Promise<string | null> {
	const owner = await env.DB.prepare(
		`SELECT profile_id AS profileId FROM identities
		 WHERE value = ?1 AND (kind = 'anonymousId' OR (kind = 'userId' AND verified))
		 ORDER BY kind DESC LIMIT 1`,
	)
		.bind(value)
		.first<{ profileId: string }>();
	return owner?.profileId ?? null;
}

function isAddress(value: string): boolean {
	return value.includes('@');
}

async function ownersOf(env: Env, values: readonly string[]): Promise<{ value: string; profileId: string }[]> {
	const { results } = await env.DB.prepare(
		`SELECT i.value AS value, profile_id AS profileId
		 FROM json_each(?1) AS j CROSS JOIN identities AS i
		 WHERE i.kind IN ('userId', 'anonymousId') AND i.value = j.value`,
	)
		.bind(JSON.stringify(values))
		.all<{ value: string; profileId: string }>();
	return results;
}

/** Addresses in lower case, with the profiles that carry them. */
async function byEmail(env: Env, values: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
	const found = new Map<string, string[]>();
	if (values.length === 0) return found;
	const { results } = await env.DB.prepare(
		`SELECT id, lower(email) AS email FROM profiles
		 WHERE lower(email) IN (SELECT lower(value) FROM json_each(?1))`,
	)
		.bind(JSON.stringify(values))
		.all<{ id: string; email: string }>();
	for (const { id, email } of results) found.set(email, [...(found.get(email) ?? []), id]);
	return found;
}
