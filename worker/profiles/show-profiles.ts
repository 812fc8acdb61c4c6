import type * as v from 'valibot';
import type { Env } from '../env.ts';
import { listSegments } from '../segments/index.ts';
import type { ProfileSummary } from './schemas.ts';
import { type ProfileRow, profilesById } from './storage.ts';

/** People by id as lists show them, who was seen last first. Those whom D1 does not know yet are left out. */
export async function showProfiles(env: Env, ids: readonly string[]): Promise<v.InferOutput<typeof ProfileSummary>[]> {
	return summaries(env, await profilesById(env, ids));
}

/** Rows as lists show them, with the names of their segments. */
export async function summaries(
	env: Env,
	rows: readonly ProfileRow[],
): Promise<v.InferOutput<typeof ProfileSummary>[]> {
	const names = new Map((await listSegments(env)).map(({ id, name }) => [id, name]));
	return rows.map(({ id, userId, email, name, firstSeenAt, lastSeenAt, events, segments, device, country }) => ({
		...{ id, userId, email, name, events, device, country },
		firstSeenAt: new Date(firstSeenAt).toISOString(),
		lastSeenAt: new Date(lastSeenAt).toISOString(),
		segments: segments.flatMap((segment) => {
			const named = names.get(segment);
			return named === undefined ? [] : [{ id: segment, name: named }];
		}),
	}));
}
