import type { Env } from '../env.ts';
import { dayOf, type TallyRow } from './tally.ts';

/** Rows of one site and day that may name an event or a path: whoever sends names without end fills no more. */
const detailsMax = 300;
export const retentionDays = 90;
const reasonsMax = 200;
const dayMs = 86_400_000;

/**
 * Adds counts to those of their day, in one statement. A reason that is new on a day that has enough of them is counted without
 * event and path, so that sums stay right. Not idempotent: when D1's yes is lost, these counts are added twice.
 */
export async function addCounts(env: Env, rows: readonly TallyRow[]): Promise<void> {
	await env.DB.prepare(
		`WITH told AS (
			SELECT value ->> 'day' AS day, value ->> 'siteId' AS site_id, value ->> 'kind' AS kind, value ->> 'code' AS code,
			       value ->> 'event' AS event, value ->> 'path' AS path, value ->> 'count' AS count,
			       value ->> 'lastAt' AS last_at, value ->> 'message' AS message, value ->> 'sample' AS sample
			FROM json_each(?1)
		), placed AS (
			SELECT told.*, event = ''
				OR EXISTS (SELECT 1 FROM health h WHERE h.day = told.day AND h.site_id = told.site_id AND h.kind = told.kind
					AND h.code = told.code AND h.event = told.event AND h.path = told.path)
				OR (SELECT count(*) FROM health h WHERE h.day = told.day AND h.site_id = told.site_id) < ?2 AS fits
			FROM told
		)
		INSERT INTO health (day, site_id, kind, code, event, path, count, last_at, message, sample)
		SELECT day, site_id, kind, code, iif(fits, event, ''), iif(fits, path, ''), count, last_at, message, iif(fits, sample, NULL)
		FROM placed WHERE true
		ON CONFLICT (day, site_id, kind, code, event, path) DO UPDATE SET
			count = health.count + excluded.count, last_at = max(health.last_at, excluded.last_at),
			message = excluded.message, sample = excluded.sample`,
	)
		.bind(JSON.stringify(rows), detailsMax)
		.run();
}

export interface DayCounts {
	readonly day: string;
	/** By kind. */
	readonly counts: Readonly<Record<string, number>>;
}

export interface Reason {
	readonly kind: string;
	readonly code: string;
	readonly event: string;
	readonly path: string;
	readonly count: number;
	readonly lastAt: number;
	readonly message: string;
	readonly sample: string | null;
}

/** The last days' totals, oldest first, each day there. */
export async function countsByDay(env: Env, siteId: string, days: number, nowMs: number): Promise<DayCounts[]> {
	const { results } = await env.DB.prepare(
		'SELECT day, kind, sum(count) AS count FROM health WHERE day >= ?1 AND site_id = ?2 GROUP BY day, kind',
	)
		.bind(dayOf(nowMs - (days - 1) * dayMs), siteId)
		.all<{ day: string; kind: string; count: number }>();
	return Array.from({ length: days }, (_, i) => {
		const day = dayOf(nowMs - (days - 1 - i) * dayMs);
		const own = results.filter((row) => row.day === day);
		return { day, counts: Object.fromEntries(own.map(({ kind, count }) => [kind, count])) };
	});
}

/** Why events were not simply kept, in the last days, most frequent first. */
export async function reasonsOf(env: Env, siteId: string, days: number, nowMs: number): Promise<Reason[]> {
	const { results } = await env.DB.prepare(
		// Of a group with one max(), SQLite takes the other columns from the row of that maximum.
		`SELECT kind, code, event, path, sum(count) AS count, max(last_at) AS lastAt, message, sample
		 FROM health WHERE day >= ?1 AND site_id = ?2 AND kind NOT IN ('accepted', 'duplicate', 'violating')
		 GROUP BY kind, code, event, path ORDER BY count DESC, lastAt DESC LIMIT ?3`,
	)
		.bind(dayOf(nowMs - (days - 1) * dayMs), siteId, reasonsMax)
		.all<Reason & Record<string, unknown>>();
	return results;
}

/** Forgets days that are older than 90. */
export async function forgetOldDays(env: Env, nowMs: number): Promise<void> {
	await env.DB.prepare('DELETE FROM health WHERE day < ?1')
		.bind(dayOf(nowMs - retentionDays * dayMs))
		.run();
}
