import type { Env } from '../env.ts';

/** Identities of people, by person and kind. Asks nobody when no kinds are wanted. */
export async function identitiesByKind(
	env: Env,
	profileIds: readonly string[],
	kinds: readonly string[],
): Promise<Map<string, Record<string, string[]>>> {
	const found = new Map<string, Record<string, string[]>>();
	if (kinds.length === 0 || profileIds.length === 0) return found;
	const { results } = await env.DB.prepare(
		`SELECT profile_id AS profileId, kind, value FROM identities
		 WHERE profile_id IN (SELECT value FROM json_each(?1)) AND kind IN (SELECT value FROM json_each(?2))`,
	)
		.bind(JSON.stringify(profileIds), JSON.stringify(kinds))
		.all<{ profileId: string; kind: string; value: string }>();
	for (const { profileId, kind, value } of results) {
		const own = found.get(profileId) ?? {};
		found.set(profileId, { ...own, [kind]: [...(own[kind] ?? []), value] });
	}
	return found;
}
