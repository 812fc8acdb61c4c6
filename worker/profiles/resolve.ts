import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { addressOf, shardOf } from './address.ts';
import { byShard } from './by-shard.ts';
import { Finder } from './finder.ts';
import { claimOf, type Identity, type Owners, ownersOf } from './identities.ts';
import { carriedBy } from './ties.ts';

/**
 * Finds the profile of each event, in the events' order, and claims identities that nobody owns yet.
 *
 * A server's word counts: its userId finds the person. Whoever has only the public key claims: their events stay with their
 * own device's profile, whoever they say they are; or, when that profile already is someone else or they name no device,
 * with a profile of that claim. So nobody learns from a person, or writes to one, by guessing an id.
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
		events.flatMap((event) => identitiesOf(env, event, trusted)),
	);
	const userIds = await userIdsOf(env, contested(env, events, owners));
	if (!trusted) owners.add(await ownersOf(env, claimsOf(env, events, owners, userIds)));
	const found = new Finder(env, owners, userIds, trusted, regionOf());
	return found.claim(events.map((event) => found.profileOf(event)));
}

/** The profile of an event that needs no look-up: a minted anonymousId, and no word of a user. */
function ownAddress(env: Env, event: Event): string | null {
	if (event.userId !== null || event.anonymousId === null) return null;
	return addressOf(env, event.anonymousId) ? event.anonymousId : null;
}

/** What is looked up first of an event: whoever has only the public key and names no device only claims. */
function identitiesOf(env: Env, event: Event, trusted: boolean): Identity[] {
	const { anonymousId, userId } = event;
	return !trusted && anonymousId === null && userId !== null ? [claimOf(null, userId)] : carriedBy(env, event);
}

/** Devices that exist already and send a userId which is not known to be theirs: whose they are has to be asked. */
function contested(env: Env, events: readonly Event[], owners: Owners): Set<string> {
	const devices = new Set<string>();
	for (const { anonymousId, userId } of events) {
		if (anonymousId === null || userId === null) continue;
		const own = profileOfDevice(env, anonymousId, owners);
		if (own !== null && owners.get({ kind: 'userId', value: userId }) !== own) devices.add(own);
	}
	return devices;
}

function profileOfDevice(env: Env, anonymousId: string, owners: Owners): string | null {
	return addressOf(env, anonymousId) ? anonymousId : owners.get({ kind: 'anonymousId', value: anonymousId });
}

/** The claims of devices whose profile is someone else than they say now. Rare, so asked for only then. */
function claimsOf(
	env: Env,
	events: readonly Event[],
	owners: Owners,
	userIds: ReadonlyMap<string, string | null>,
): Identity[] {
	return events.flatMap(({ anonymousId, userId }) => {
		if (anonymousId === null || userId === null) return [];
		const present = userIds.get(profileOfDevice(env, anonymousId, owners) ?? '') ?? null;
		return present === null || present === userId ? [] : [claimOf(anonymousId, userId)];
	});
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
