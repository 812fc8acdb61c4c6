import { parseId, shardName } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { shardOf } from './address.ts';
import type { PersonBatch } from './ingest.ts';
import type { Source } from './profile.ts';

export interface IngestedPerson {
	readonly duplicates: number;
	/** Positions in the person's events that the profile had no room for. */
	readonly full: readonly number[];
}

/** One call a shard, all at once. Fails as a whole when one shard does: whoever sent it sends again, and what was kept counts once. */
export async function ingestByShard(
	env: Env,
	siteId: string,
	source: Source,
	batches: readonly PersonBatch[],
): Promise<Map<string, IngestedPerson>> {
	const byShard = new Map<string, PersonBatch[]>();
	for (const batch of batches) {
		const address = parseId(batch.profileId);
		const name = address ? shardName(address) : batch.profileId;
		const together = byShard.get(name);
		if (together) together.push(batch);
		else byShard.set(name, [batch]);
	}
	const results = new Map<string, IngestedPerson>();
	await Promise.all(
		[...byShard.values()].map(async (people) => {
			const first = people[0];
			if (!first) return;
			const answers = await shardOf(env, first.profileId).ingest({ siteId, source, people });
			for (const [position, answer] of answers.entries()) {
				results.set(people[position]?.profileId ?? '', answer);
			}
		}),
	);
	return results;
}
