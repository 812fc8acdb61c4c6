import type { Env } from '../env.ts';
import { shardOf } from './address.ts';
import { byShard } from './by-shard.ts';
import type { PersonBatch } from './ingest.ts';
import type { Source } from './profile.ts';

export interface IngestedPerson {
	readonly duplicates: number;
	/** Positions in the person's events that the profile had no room for. */
	readonly full: readonly number[];
	/** The profile that theirs has become, and that has the events; left out when they are who they were. */
	readonly home?: string;
}

/** One call a shard, all at once. Fails as a whole when one shard does: whoever sent it sends again, and what was kept counts once. */
export async function ingestByShard(
	env: Env,
	siteId: string,
	source: Source,
	batches: readonly PersonBatch[],
): Promise<Map<string, IngestedPerson>> {
	const results = new Map<string, IngestedPerson>();
	await Promise.all(
		byShard(batches).map(async (people) => {
			const answers = await shardOf(env, people[0].profileId).ingest({ siteId, source, people });
			for (const [position, answer] of answers.entries()) {
				results.set(people[position]?.profileId ?? '', answer);
			}
		}),
	);
	return results;
}
