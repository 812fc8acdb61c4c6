import { type Region, shardName } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { type AnonymousVisit, type CountedVisits, shardByName } from '../profiles/index.ts';
import { dayOf } from './day.ts';
import { saltOf } from './storage.ts';
import { shardFor, type VisitorSigns, visitorHash } from './visitor-hash.ts';

/** Who sent hits, as far as they are told apart: null for those of whom only views are counted. */
export interface Anonymous {
	readonly signs: VisitorSigns | null;
	readonly siteId: string;
	readonly region: () => Region;
}

/**
 * Counts what somebody without a name did; returns only when it is on disk. One visitor's day is in one shard, picked by the
 * day's hash of them, so that visitors are counted exactly and no shard counts alone; of whom there is no hash, each message
 * picks its own.
 */
export async function countAnonymous(
	env: Env,
	hits: AnonymousVisit['hits'],
	{ signs, siteId, region }: Anonymous,
	now: number,
): Promise<CountedVisits> {
	if (hits.length === 0) return { accepted: 0, duplicates: 0 };
	const day = dayOf(now);
	const visitor = signs && (await visitorHash(await saltOf(env, day), signs));
	const where = region();
	const counted = await Promise.all(
		Array.from(byShard(hits, visitor, Number(env.SHARDS)), ([shard, own]) => {
			const name = shardName({ region: where, shard });
			return shardByName(env, name, where).countVisits({ siteId, day, visits: [{ visitor, hits: own }] });
		}),
	);
	return {
		accepted: counted.reduce((sum, { accepted }) => sum + accepted, 0),
		duplicates: counted.reduce((sum, { duplicates }) => sum + duplicates, 0),
	};
}

function byShard(hits: AnonymousVisit['hits'], visitor: string | null, shards: number) {
	const groups = new Map<number, AnonymousVisit['hits'][number][]>();
	for (const one of hits) {
		const shard = shardFor(visitor ?? one.messageId, shards);
		const together = groups.get(shard);
		if (together) together.push(one);
		else groups.set(shard, [one]);
	}
	return groups;
}
