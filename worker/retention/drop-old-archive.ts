import { deleteOldObjects } from '../archive/old-objects.ts';
import type { Env } from '../env.ts';
import { dayMs } from '../traffic/day.ts';
import { readRetention } from './storage.ts';

/** Objects that one ring of the cron deletes. */
const objectsMax = 20_000;

/** For the cron: deletes what is too old from the archive. */
export async function dropOldArchive(env: Env, now: number): Promise<void> {
	const { archiveDays } = await readRetention(env);
	if (archiveDays !== null) await deleteOldObjects(env, now - archiveDays * dayMs, objectsMax);
}
