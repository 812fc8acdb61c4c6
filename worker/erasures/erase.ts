import { Refusal } from '../../core/refusal.ts';
import type { User } from '../access/admin.ts';
import type { Env } from '../env.ts';
import { forgetRehearsals } from '../imports/forget-rehearsals.ts';
import { newId } from '../new-id.ts';
import { shardOf } from '../profiles/index.ts';
import { mergedInto, separationsOf } from '../profiles/merged-into.ts';
import { allUnderWay, type ErasureRow, erasureUnderWay, insertErasures } from './storage.ts';

/**
 * Begins to erase a person, and everybody who has been merged into them; returns the ids of the requests, and of those that are
 * under way where there are any. The requests are written down first: whatever dies, the cron goes on with them. Refuses
 * (409) while somebody is being merged into them, or out of them.
 */
export async function beginErasure(env: Env, profileId: string, by: User, reference: string): Promise<string[]> {
	const known = await erasureUnderWay(env, profileId);
	if (known) {
		await erase(env, known);
		return [known.id];
	}
	const { profileIds, mergeIds, isUnderWay } = await mergedInto(env, profileId);
	if (isUnderWay) {
		throw new Refusal('merge-under-way', 'The person is being merged with somebody just now.', {
			status: 409,
			hint: 'Try again in a moment.',
		});
	}
	const request = { mergeIds, state: 'underway' as const, reference, requestedBy: by.name, requestedAt: Date.now() };
	const requests = profileIds.map((id) => ({ ...request, id: newId('era'), profileId: id }));
	await insertErasures(env, requests);
	for (const one of requests) await erase(env, one);
	return requests.map(({ id }) => id);
}

/** For the cron: tells shards of what they have not heard, and wakes those that were at it. */
export async function attendErasures(env: Env): Promise<void> {
	for (const request of await allUnderWay(env)) {
		await erase(env, request).catch((error: unknown) => console.error('an erasure goes on later', request.id, error));
	}
}

/** What dry runs of imports found may quote the person. */
async function erase(
	env: Env,
	{ id, profileId, mergeIds }: Pick<ErasureRow, 'id' | 'profileId' | 'mergeIds'>,
): Promise<void> {
	if (profileId === null) return;
	await forgetRehearsals(env);
	// Before D1 forgets from whom they were separated.
	for (const separated of await separationsOf(env, profileId))
		await shardOf(env, separated.targetId).eraseSeparated(`${id} ${separated.mergeId}`, separated);
	await shardOf(env, profileId).erase(id, profileId, mergeIds);
}
