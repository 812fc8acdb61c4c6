import type { Env } from '../env.ts';
import { type FreshClaim, releaseClaims } from './identities.ts';
import type { IngestedPerson } from './ingest-by-shard.ts';
import { standingsOf } from './merge/standing.ts';

/**
 * Takes back claims that no event stands for: what made them was had before, or found no room. A claim that is in nobody's history
 * is in no archive either, and would keep a userId from whoever names it next. Asks nobody where all events were kept.
 */
export async function releaseUnkept(
	env: Env,
	claimed: readonly FreshClaim[],
	results: ReadonlyMap<string, IngestedPerson>,
): Promise<void> {
	const doubtful = claimed.filter(({ profileId }) => {
		const result = results.get(profileId);
		return result !== undefined && (result.duplicates > 0 || result.full.length > 0);
	});
	const standings = await standingsOf(
		env,
		doubtful.map(({ profileId }) => profileId),
	);
	const unkept = doubtful.filter(({ userId, profileId }) => standings.get(profileId)?.userId !== userId);
	await releaseClaims(env, unkept);
}
