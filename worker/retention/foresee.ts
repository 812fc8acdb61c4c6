import { countOldObjects, type OldObjects } from '../archive/old-objects.ts';
import type { Env } from '../env.ts';
import { allShards } from '../profiles/index.ts';
import type { Droppable } from '../profiles/retain.ts';
import { dayMs } from '../traffic/day.ts';
import type { WorkspaceRetention } from './storage.ts';

export interface Foreseen extends Droppable {
	readonly archive: OldObjects;
}

/** What would go at once, exactly: every shard looks at everybody, and the archive is listed. */
export async function foreseeRetention(env: Env, kept: WorkspaceRetention, now: number): Promise<Foreseen> {
	const { archiveDays, ...retention } = kept;
	const shards = await allShards(env);
	const [found, archive] = await Promise.all([
		Promise.all(shards.map((shard) => shard.droppable(retention))),
		archiveDays === null ? { objects: 0, events: 0, bytes: 0 } : countOldObjects(env, now - archiveDays * dayMs),
	]);
	const sum = (of: keyof Droppable) => found.reduce((total, one) => total + one[of], 0);
	return {
		events: sum('events'),
		peopleWithEvents: sum('peopleWithEvents'),
		idlePeople: sum('idlePeople'),
		archive,
	};
}
