import type { Env } from '../../env.ts';
import { shardOf } from '../address.ts';
import { byShard } from '../by-shard.ts';
import type { Tables } from '../tables.ts';

/** What decides whether a profile may be merged, and which of two stays. */
export interface Standing {
	/** Whose it is: the profile that the one asked about has become, if it has. */
	readonly profileId: string;
	/** False for an id that nothing was ever kept of. */
	readonly exists: boolean;
	readonly userId: string | null;
	/** ms; 0 for nobody. */
	readonly firstSeenAt: number;
	/** Characters of JSON that the traits take. */
	readonly traitsSize: number;
}

export function standingOf({ profiles }: Tables, profileId: string): Standing {
	const profile = profiles.read(profileId);
	if (!profile) return { profileId, exists: false, userId: null, firstSeenAt: 0, traitsSize: 0 };
	const { userId, firstSeenAt, traits } = profile;
	return { profileId, exists: true, userId, firstSeenAt, traitsSize: JSON.stringify(traits).length };
}

/** How profiles stand, by the id that was asked about: one question a shard. */
export async function standingsOf(env: Env, profileIds: Iterable<string>): Promise<Map<string, Standing>> {
	const standings = new Map<string, Standing>();
	const asked = Array.from(new Set(profileIds), (profileId) => ({ profileId }));
	await Promise.all(
		byShard(asked).map(async (group) => {
			const ids = group.map(({ profileId }) => profileId);
			const answers = await shardOf(env, group[0].profileId).standings(ids);
			for (const [place, answer] of answers.entries()) standings.set(ids[place] ?? '', answer);
		}),
	);
	return standings;
}
