import type { TrackerOptions } from './types.ts';

type Told = Pick<TrackerOptions, 'shard' | 'id' | 'links'>;

/** Longer than this and the tag begins without. */
const patienceMs = 3_000;

/** A shard that there always is, for who is new where the edge cannot be asked. */
const anyShard = 'weur00';

/** What the edge writes into `ew.js`, for who has the tag from elsewhere: never rejects. */
export async function readTold(base: string): Promise<Told> {
	try {
		const response = await fetch(`${base}tag.json`, { signal: AbortSignal.timeout(patienceMs) });
		const { shard, id, links }: { [K in keyof Told]?: unknown } = await response.json();
		if (typeof shard !== 'string' || typeof id !== 'string' || !Array.isArray(links)) return { shard: anyShard };
		return { shard, id, links };
	} catch {
		return { shard: anyShard };
	}
}
