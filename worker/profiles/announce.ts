import type { Env } from '../env.ts';
import { allShards } from './ask.ts';
import { forgetDefinitions } from './held-definitions.ts';

/** Tells every shard that segments, journeys, messages or sites changed. A shard that does not hear it notices within seconds. */
export async function announceDefinitions(env: Env): Promise<void> {
	// For a shard that is born meanwhile.
	forgetDefinitions();
	const told = await Promise.allSettled((await allShards(env)).map((shard) => shard.refresh()));
	for (const result of told) if (result.status === 'rejected') console.error('shard not refreshed', result.reason);
}

/** Wakes every shard, so that one whose alarm was lost goes on. */
export async function wakeShards(env: Env): Promise<void> {
	const woken = await Promise.allSettled((await allShards(env)).map((shard) => shard.wake()));
	for (const result of woken) if (result.status === 'rejected') console.error('shard not woken', result.reason);
}
