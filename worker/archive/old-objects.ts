import type { Env } from '../env.ts';
import { hourOf } from './object-key.ts';
import { archiveFolders, listObjects } from './storage.ts';

/** Keys that one call of R2 deletes. */
const deletedAtOnce = 1_000;

export interface OldObjects {
	readonly objects: number;
	readonly events: number;
	/** As stored, compressed. */
	readonly bytes: number;
}

/** Counts objects that were received before a moment, ms. */
export async function countOldObjects(env: Env, before: number): Promise<OldObjects> {
	let [objects, events, bytes] = [0, 0, 0];
	for await (const object of oldObjects(env, before)) {
		objects++;
		events += object.events;
		bytes += object.bytes;
	}
	return { objects, events, bytes };
}

/** Deletes objects that were received before a moment, ms; up to `limit` of them. Returns how many. */
export async function deleteOldObjects(env: Env, before: number, limit: number): Promise<number> {
	let keys: string[] = [];
	let deleted = 0;
	const flush = async () => {
		if (keys.length > 0) await env.ARCHIVE.delete(keys);
		deleted += keys.length;
		keys = [];
	};
	for await (const { key } of oldObjects(env, before)) {
		keys.push(key);
		if (keys.length === deletedAtOnce) await flush();
		if (deleted + keys.length >= limit) break;
	}
	await flush();
	return deleted;
}

/** Each folder's keys are in the order of their hours. */
async function* oldObjects(env: Env, before: number) {
	const hour = hourOf(before);
	for (const folder of await archiveFolders(env)) {
		for await (const object of listObjects(env, `events/${folder}/`, '')) {
			if (object.hour >= hour) break;
			yield object;
		}
	}
}
