import { joinObservations, type Observation, observe } from '../../core/plan/index.ts';
import type { Env } from '../env.ts';
import { allShards } from './ask.ts';
import type { StoredEvent } from './stored-event.ts';

/** How the events that came last from a site looked, by name, those of most events first. Asks every shard for a few hundred. */
export async function observeRecent(env: Env, siteId: string): Promise<readonly Observation[]> {
	const shards = await allShards(env);
	return joinObservations(await Promise.all(shards.map((shard) => shard.observe(siteId))));
}

/** Events that one shard looks at. */
export const observedEvents = 500;

/** How a site's events among these looked. */
export function observeStored(events: readonly StoredEvent[], siteId: string): readonly Observation[] {
	return observe(
		events.filter(({ s }) => s === siteId).map(({ e, p, x }) => ({ event: e, properties: p, traits: x ?? null })),
	);
}
