import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { computedTraits } from '../computed/schema.ts';
import { database } from '../database.ts';
import { allShards, announceDefinitions } from '../profiles/index.ts';

let minted = 0;

/** A group call with an id of its own. */
export function group(anonymousId: string, groupId: string, more: Record<string, unknown> = {}) {
	minted++;
	const timestamp = new Date().toISOString();
	return { type: 'group', anonymousId, groupId, messageId: `g-${minted}`, timestamp, ...more };
}

/** Lets some seconds pass, or other times (ms), in which every shard tells the others what it has to tell. */
export async function settle(rounds = 6, stepMs = 1000): Promise<void> {
	for (let round = 0; round < rounds; round++) {
		vi.useFakeTimers({ now: Date.now() + stepMs, toFake: ['Date'] });
		for (const shard of await allShards(env)) await runInDurableObject(shard, (instance) => instance.alarm?.());
	}
}

/** A computed trait of accounts. */
export async function addRollUp(id: string, amount: Record<string, unknown>): Promise<void> {
	await database(env)
		.insert(computedTraits)
		.values({ id, scope: 'account', name: id, amount, createdAt: 0, updatedAt: 0 });
	await announceDefinitions(env);
}
