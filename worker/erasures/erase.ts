import type { User } from '../access/admin.ts';
import type { Env } from '../env.ts';
import { forgetRehearsals } from '../imports/forget-rehearsals.ts';
import { newId } from '../new-id.ts';
import { shardOf } from '../profiles/index.ts';
import { allUnderWay, erasureUnderWay, insertErasure } from './storage.ts';

/**
 * Begins to erase a person; returns the id of the request, and of the one that is under way where there is one. The request is
 * written down first: whatever dies, the cron goes on with it.
 */
export async function beginErasure(env: Env, profileId: string, by: User, reference: string): Promise<string> {
	const known = await erasureUnderWay(env, profileId);
	const id = known?.id ?? newId('era');
	if (!known) {
		const request = { id, profileId, state: 'underway' as const, reference };
		await insertErasure(env, { ...request, requestedBy: by.name, requestedAt: Date.now() });
	}
	await erase(env, id, profileId);
	return id;
}

/** For the cron: tells shards of what they have not heard, and wakes those that were at it. */
export async function attendErasures(env: Env): Promise<void> {
	for (const { id, profileId } of await allUnderWay(env)) {
		if (profileId === null) continue;
		await erase(env, id, profileId).catch((error: unknown) => console.error('an erasure goes on later', id, error));
	}
}

/** What dry runs of imports found may quote the person. */
async function erase(env: Env, id: string, profileId: string): Promise<void> {
	await forgetRehearsals(env);
	await shardOf(env, profileId).erase(id, profileId);
}
