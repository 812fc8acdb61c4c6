import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { addressOf, shardOf } from './address.ts';
import { byShard } from './by-shard.ts';
import { Finder } from './finder.ts';
import { type Identity, type Owners, ownersOf } from './identities.ts';

/**
 * Finds the profile of each event, in the events' order, and claims identities that nobody owns yet.
 *
 * A server's word counts: its userId finds the person. A browser only claims: its events stay with the browser's own
 * profile, whoever it says it is, unless that profile already is someone else. So nobody learns from a person, or writes
 * to one, by guessing an id.
 */
export async function resolve(
	env: Env,
	events: readonly Event[],
	trusted: boolean,
	regionOf: () => Region,
): Promise<readonly string[]> {
	const simple = events.map((event) => ownAddress(env, event));
	if (simple.every((id) => id !== null)) return simple;
	const owners = await ownersOf(
		env,
		events.flatMap((event) => identitiesOf(env, event)),
	);
	const userIds = await userIdsOf(env, contested(env, events, owners));
	const found = new Finder(env, owners, userIds, trusted, regionOf());
	return found.claim(events.map((event) => found.profileOf(event)));
}

/** The profile of an event that needs no look-up: a minted anonymousId, and no word of a user. */
function ownAddress(env: Env, event: Event): string | null {
	if (event.userId !== null || event.anonymousId === null) return null;
	return addressOf(env, event.anonymousId) ? event.anonymousId : null;
}

function identitiesOf(env: Env, { anonymousId, userId }: Event): Identity[] {
	return [
		...(userId === null ? [] : [{ kind: 'userId' as const, value: userId }]),
		...(anonymousId === null || addressOf(env, anonymousId)
			? []
			: [{ kind: 'anonymousId' as const, value: anonymousId }]),
	];
}

/** Devices that exist already and send a userId which is not known to be theirs: whose they are has to be asked. */
function contested(env: Env, events: readonly Event[], owners: Owners): Set<string> {
	const devices = new Set<string>();
	for (const { anonymousId, userId } of events) {
		if (anonymousId === null || userId === null) continue;
		const own = addressOf(env, anonymousId) ? anonymousId : owners.get({ kind: 'anonymousId', value: anonymousId });
		if (own !== null && owners.get({ kind: 'userId', value: userId }) !== own) devices.add(own);
	}
	return devices;
}

/** The userIds that profiles carry: one question a shard, however many people a batch is about. */
async function userIdsOf(env: Env, profileIds: Iterable<string>): Promise<Map<string, string | null>> {
	const userIds = new Map<string, string | null>();
	const groups = byShard(Array.from(profileIds, (profileId) => ({ profileId })));
	await Promise.all(
		groups.map(async (group) => {
			const ids = group.map(({ profileId }) => profileId);
			const answers = await shardOf(env, group[0].profileId).userIdsOf(ids);
			for (const [place, id] of ids.entries()) userIds.set(id, answers[place] ?? null);
		}),
	);
	return userIds;
}
