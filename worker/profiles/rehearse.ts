import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { shardOf } from './address.ts';
import { byShard } from './by-shard.ts';
import type { PersonBatch } from './ingest.ts';
import type { Source } from './profile.ts';
import type { RehearsedPerson } from './rehearse-person.ts';
import { foresee } from './resolve.ts';

/** What taking in some events would change of one person. */
export interface Rehearsed extends RehearsedPerson {
	readonly profileId: string;
	/** Which of the events are the person's, by their positions. */
	readonly positions: readonly number[];
}

/**
 * What events of a server, or of a file, would change, person by person. Nothing changes: identities are not claimed, and
 * each shard does the whole work and undoes it.
 */
export async function rehearse(
	env: Env,
	siteId: string,
	source: Source,
	events: readonly Event[],
	region: Region,
): Promise<readonly Rehearsed[]> {
	const profileIds = await foresee(env, events, region);
	const places = Map.groupBy(events.keys(), (position) => profileIds[position] ?? '');
	const batches = [...places].map(([profileId, positions]): PersonBatch & { positions: readonly number[] } => ({
		profileId,
		positions,
		events: positions.flatMap((position) => events[position] ?? []),
	}));
	const groups = await Promise.all(
		byShard(batches).map(async (group) => {
			const people = group.map(({ profileId, events: own }) => ({ profileId, events: own }));
			const answers = await shardOf(env, group[0].profileId).rehearse({ siteId, source, people });
			return group.flatMap(({ profileId, positions }, place) => {
				const answer = answers[place];
				return answer ? [{ ...answer, profileId, positions }] : [];
			});
		}),
	);
	return groups.flat();
}
