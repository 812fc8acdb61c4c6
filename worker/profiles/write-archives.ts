import type { Env } from '../env.ts';
import { allShards } from './ask.ts';

/** Shards that archive at once: on one machine they share one process, and compressing takes memory. */
const atOnce = 2;

/** Has every shard write to the archive what is accepted by now. Fails when one of them cannot; the others have theirs. */
export async function writeArchives(env: Env): Promise<void> {
	const waiting = (await allShards(env)).values();
	const failures: unknown[] = [];
	const lane = async () => {
		// Both lanes take from the same iterator, so each shard is asked once.
		for (const shard of waiting) await shard.archive().catch((error: unknown) => failures.push(error));
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	if (failures.length > 0) throw failures[0];
}
