import type { Env } from '../env.ts';
import { opensAfter, pausedUntil, probeMs } from './circuit.ts';

const minuteMs = 60_000;

/** How many calls may be made now, and when there may be more, ms. */
export interface Grant {
	readonly calls: number;
	readonly nextAt: number;
}

/**
 * Reserves calls of the running minute, for all shards together: D1 has one writer. Of an endpoint that fails nobody is granted
 * any until its pause is over, and then one, which looks whether it is back.
 */
export async function reserveCalls(
	env: Env,
	id: string,
	wanted: number,
	perMinute: number,
	now: number,
): Promise<Grant> {
	const minute = Math.floor(now / minuteMs);
	const used = '(CASE WHEN minute = ?2 THEN calls ELSE 0 END)';
	const granted = `max(0, min(CASE WHEN failures >= ${opensAfter} THEN 1 ELSE ?3 END, ?4 - ${used}))`;
	const results = await env.DB.batch<{ granted: number; nextTryAt: number | null }>([
		env.DB.prepare(
			`INSERT INTO enrichment_standings (enrichment_id, failures, minute, calls, granted) VALUES (?1, 0, 0, 0, 0) ON CONFLICT DO NOTHING`,
		).bind(id),
		env.DB.prepare(
			`UPDATE enrichment_standings SET minute = ?2, calls = ${used} + ${granted}, granted = ${granted},
				next_try_at = CASE WHEN failures >= ${opensAfter} THEN ?5 + ${probeMs} END
			 WHERE enrichment_id = ?1 AND (next_try_at IS NULL OR next_try_at <= ?5)
			 RETURNING granted, next_try_at AS nextTryAt`,
		).bind(id, minute, wanted, perMinute, now),
		env.DB.prepare(
			'SELECT 0 AS granted, next_try_at AS nextTryAt FROM enrichment_standings WHERE enrichment_id = ?',
		).bind(id),
	]);
	const reserved = results[1]?.results[0];
	const until = results[2]?.results[0]?.nextTryAt ?? 0;
	return { calls: reserved?.granted ?? 0, nextAt: Math.max(until, reserved ? (minute + 1) * minuteMs : now + 1000) };
}

/** What calls that were made at the same time have shown. */
export interface Shown {
	readonly answers: number;
	readonly failures: number;
	readonly lastError: string | null;
	/** When it wants to be asked again at the earliest, ms; null when it does not say. */
	readonly notBefore: number | null;
	/** What of an answer did not fit; null when all did, or nothing was answered. */
	readonly problem: string | null;
}

/** Notes how an endpoint does: an answer of any kind ends a failure. Returns when it answered last, ms; 0 for never. */
export async function noteCalls(env: Env, id: string, shown: Shown, now: number): Promise<number> {
	const { answers, failures, lastError, notBefore, problem } = shown;
	if (answers > 0) {
		await env.DB.prepare(
			`UPDATE enrichment_standings SET failures = 0, failing_since = NULL, next_try_at = ?2, last_answer_at = ?3, problem = ?4
			 WHERE enrichment_id = ?1`,
		)
			.bind(id, notBefore, now, problem)
			.run();
		return now;
	}
	if (failures === 0) return 0;
	const row = await env.DB.prepare(
		'SELECT failures, last_answer_at AS lastAnswerAt FROM enrichment_standings WHERE enrichment_id = ?',
	)
		.bind(id)
		.first<{ failures: number; lastAnswerAt: number | null }>();
	const until = pausedUntil((row?.failures ?? 0) + failures, now);
	await env.DB.prepare(
		`UPDATE enrichment_standings SET failures = failures + ?2, failing_since = coalesce(failing_since, ?3), last_error = ?4,
			next_try_at = ?5 WHERE enrichment_id = ?1`,
	)
		.bind(id, failures, now, lastError, until === null ? notBefore : Math.max(until, notBefore ?? 0))
		.run();
	return row?.lastAnswerAt ?? 0;
}

/** Somebody has mended the endpoint, or set another one: it is called at once. */
export async function resetStanding(env: Env, id: string): Promise<void> {
	await env.DB.prepare('DELETE FROM enrichment_standings WHERE enrichment_id = ?').bind(id).run();
}
