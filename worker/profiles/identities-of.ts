import type { Env } from '../env.ts';
import { addressOf } from './address.ts';
import { kindsOf } from './held-kinds.ts';
import { identityValue } from './identity-kinds.ts';
import type { Profile } from './profile.ts';

/** An identity as a teammate sees it. */
export interface ShownIdentity {
	readonly kind: string;
	readonly value: string;
	/** A server said so, or it is the device's own; else a browser has claimed it. */
	readonly verified: boolean;
}

/** A profile and those merged into it, however deep. Bound as `?1`. */
const inside = `WITH RECURSIVE inside (id) AS (
	SELECT ?1 UNION SELECT m.source_id FROM inside JOIN merges m ON m.target_id = inside.id AND m.state <> 'undone'
)`;

/** Everything that finds a profile: its own id and those of whom it took in, and the identities that are its. */
export async function identitiesOf(
	env: Env,
	{ id, userId }: Pick<Profile, 'id' | 'userId'>,
): Promise<readonly ShownIdentity[]> {
	const { results } = await env.DB.prepare(
		`${inside}
		 SELECT 'anonymousId' AS kind, id AS value, 1 AS verified FROM inside
		 UNION ALL
		 SELECT kind, value, verified FROM identities WHERE profile_id = ?1 AND kind <> 'claim'`,
	)
		.bind(id)
		.all<{ kind: string; value: string; verified: number }>();
	const owned = results.map(({ kind, value, verified }) => ({ kind, value, verified: verified === 1 }));
	const isClaimed = userId !== null && !owned.some(({ kind, value }) => kind === 'userId' && value === userId);
	return isClaimed ? [...owned, { kind: 'userId', value: userId, verified: false }] : owned;
}

/** Profiles that a text finds as one of their identities, whole, of whatever kind. */
export async function profilesNamed(env: Env, text: string): Promise<string[]> {
	const said = text.trim();
	if (said === '') return [];
	const identities = (await kindsOf(env)).flatMap(({ kind }) => {
		const value = identityValue(kind, said);
		return value === null ? [] : [{ kind, value }];
	});
	const { results } = await env.DB.prepare(
		`WITH RECURSIVE way (id) AS (
			SELECT ?2 UNION SELECT m.target_id FROM way JOIN merges m ON m.source_id = way.id AND m.state <> 'undone'
		 )
		 SELECT i.profile_id AS id FROM json_each(?1) AS j CROSS JOIN identities AS i
		 WHERE i.kind = j.value ->> 'kind' AND i.value = j.value ->> 'value'
		 UNION SELECT id FROM way WHERE ?3`,
	)
		.bind(JSON.stringify(identities), said, addressOf(env, said) ? 1 : 0)
		.all<{ id: string }>();
	return results.map(({ id }) => id);
}
