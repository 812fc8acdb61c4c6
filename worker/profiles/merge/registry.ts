import type { Env } from '../../env.ts';
import type { MergeRequest } from './departure.ts';

/** What became of an attempt to begin a merge. */
export type Begun =
	| { readonly kind: 'begun' }
	/** The target has itself become another one's: go there. */
	| { readonly kind: 'elsewhere'; readonly targetId: string }
	/** Both are one already. */
	| { readonly kind: 'same' }
	/** The source just gets somebody back who is on their way out of it. */
	| { readonly kind: 'busy' };

/** A merge that counts: nobody else may be merged out of its source, and nobody into it. */
const counts = "state <> 'undone'";

/**
 * Begins a merge, once: D1 has one writer, so of two merges that cross only one begins. Nobody leaves twice, and nobody goes to
 * who has left, so merges never make a circle. Asking again for a merge that has begun changes nothing.
 */
export async function beginMerge(env: Env, request: MergeRequest, now: number): Promise<Begun> {
	const { mergeId, sourceId, targetId, cause } = request;
	if (sourceId === targetId) return { kind: 'same' };
	await env.DB.prepare(
		`INSERT INTO merges (id, source_id, target_id, state, cause_kind, cause_value, begun_at, identities)
		 SELECT ?1, ?2, ?3, 'begun', ?4, ?5, ?6, '[]'
		 WHERE NOT EXISTS (SELECT 1 FROM merges WHERE source_id IN (?2, ?3) AND ${counts})
		   AND NOT EXISTS (SELECT 1 FROM merges WHERE target_id = ?2 AND state = 'undoing')
		 ON CONFLICT DO NOTHING`,
	)
		.bind(mergeId, sourceId, targetId, cause.kind, cause.value, now)
		.run();
	const { results } = await env.DB.prepare(
		`SELECT id, source_id AS sourceId, target_id AS targetId FROM merges WHERE source_id IN (?1, ?2) AND ${counts}`,
	)
		.bind(sourceId, targetId)
		.all<{ id: string; sourceId: string; targetId: string }>();
	if (results.some(({ id }) => id === mergeId)) return { kind: 'begun' };
	// The source has left by a merge that its shard does not know: its storage was lost, and somebody new has the id.
	if (results.some((row) => row.sourceId === sourceId)) return { kind: 'same' };
	const next = results.find((row) => row.sourceId === targetId);
	return next ? { kind: 'elsewhere', targetId: next.targetId } : { kind: 'busy' };
}

/** The target had left before the source arrived: the merge leads on to where it went. */
export async function redirectMerge(env: Env, mergeId: string, targetId: string): Promise<void> {
	await env.DB.prepare('UPDATE merges SET target_id = ?2 WHERE id = ?1').bind(mergeId, targetId).run();
}

/** The two have turned out to be two people before anything had arrived. */
export async function cancelMerge(env: Env, mergeId: string): Promise<void> {
	await env.DB.prepare("DELETE FROM merges WHERE id = ?1 AND state = 'begun'").bind(mergeId).run();
}

/** Where somebody is in the end, however often they were merged. Bound as `?2`. */
const home = `WITH RECURSIVE way (id, steps) AS (
		SELECT ?2, 0 UNION ALL
		SELECT m.target_id, steps + 1 FROM way JOIN merges m ON m.source_id = way.id AND m.state = 'done'
	)
	SELECT id FROM way ORDER BY steps DESC LIMIT 1`;

/** The target has everything: identities lead there from now on, and which they were is remembered. */
export async function finishMerge(
	env: Env,
	{ mergeId, sourceId, targetId }: Pick<MergeRequest, 'mergeId' | 'sourceId' | 'targetId'>,
	now: number,
): Promise<void> {
	await env.DB.batch([
		env.DB.prepare(
			`UPDATE merges SET state = 'done', done_at = ?2, identities = (
				SELECT json_group_array(json_array(kind, value)) FROM identities WHERE profile_id = ?3
			 ) WHERE id = ?1 AND state = 'begun'`,
		).bind(mergeId, now, sourceId),
		env.DB.prepare(`UPDATE identities SET profile_id = (${home}) WHERE profile_id = ?1`).bind(sourceId, targetId),
	]);
}

/**
 * Begins to undo a merge. Not while its target has itself been merged into another profile: the last merge is undone first.
 * Returns whether it may be undone, or is being undone already.
 */
export async function beginUndo(env: Env, mergeId: string): Promise<boolean> {
	await env.DB.prepare(
		`UPDATE merges SET state = 'undoing' WHERE id = ?1 AND state = 'done'
		   AND NOT EXISTS (SELECT 1 FROM merges AS next WHERE next.source_id = merges.target_id AND next.${counts})`,
	)
		.bind(mergeId)
		.run();
	const row = await env.DB.prepare('SELECT state FROM merges WHERE id = ?1').bind(mergeId).first<{ state: string }>();
	return row?.state === 'undoing' || row?.state === 'undone';
}

/** The source is back: its identities lead to it again. Those that were given to somebody else meanwhile stay there. */
export async function finishUndo(
	env: Env,
	{ mergeId, sourceId, targetId, by }: { mergeId: string; sourceId: string; targetId: string; by: string },
	now: number,
): Promise<void> {
	await env.DB.batch([
		env.DB.prepare(
			`UPDATE identities SET profile_id = ?2 WHERE profile_id = ?3 AND EXISTS (
				SELECT 1 FROM merges, json_each(merges.identities) AS one
				WHERE merges.id = ?1 AND merges.state = 'undoing'
				  AND one.value ->> 0 = identities.kind AND one.value ->> 1 = identities.value)`,
		).bind(mergeId, sourceId, targetId),
		env.DB.prepare(
			"UPDATE merges SET state = 'undone', undone_at = ?2, undone_by = ?3 WHERE id = ?1 AND state = 'undoing'",
		).bind(mergeId, now, by),
	]);
}

/** The anonymousIds by which events of a profile come: its own, of those merged into it, and foreign ones. */
export async function devicesOf(env: Env, mergeId: string, sourceId: string): Promise<string[]> {
	const { results } = await env.DB.prepare(
		`WITH RECURSIVE inside (id) AS (
			SELECT ?2 UNION SELECT m.source_id FROM inside JOIN merges m ON m.target_id = inside.id AND m.${counts}
		 )
		 SELECT id FROM inside UNION
		 SELECT one.value ->> 1 FROM merges, json_each(merges.identities) AS one
		 WHERE merges.id = ?1 AND one.value ->> 0 = 'anonymousId'`,
	)
		.bind(mergeId, sourceId)
		.all<{ id: string }>();
	return results.map(({ id }) => id);
}

/** The userIds that a merge brought along. */
export async function usersOf(env: Env, mergeId: string): Promise<string[]> {
	const { results } = await env.DB.prepare(
		`SELECT one.value ->> 1 AS userId FROM merges, json_each(merges.identities) AS one
		 WHERE merges.id = ?1 AND one.value ->> 0 = 'userId'`,
	)
		.bind(mergeId)
		.all<{ userId: string }>();
	return results.map(({ userId }) => userId);
}
