import type { Env } from '../env.ts';
import { memberCounts } from '../profiles/index.ts';
import { isoDay } from './days.ts';
import { forgetSizesBefore, listSegments, saveSizes } from './storage.ts';

/** Days for which sizes are kept. */
const keptDays = 400;
/** It asks every shard, which reads the rows of whoever moved since, and on one machine the cron comes every minute. */
const soonestMs = 60 * 60_000;

let notedAt = Number.NEGATIVE_INFINITY;

/** Notes sizes, unless this isolate has done so within the hour. */
export async function noteSizesHourly(env: Env, nowMs: number): Promise<void> {
	if (nowMs - notedAt < soonestMs) return;
	await noteSizes(env, nowMs);
	notedAt = nowMs;
}

/** Notes how many people are in each segment today, over what was noted today before. */
export async function noteSizes(env: Env, nowMs: number): Promise<void> {
	const [segments, counts] = await Promise.all([listSegments(env), memberCounts(env)]);
	const rows = segments.map(({ id }) => ({ segmentId: id, members: counts.get(id) ?? 0 }));
	await saveSizes(env, isoDay(nowMs), rows);
	await forgetSizesBefore(env, isoDay(nowMs, keptDays));
}
