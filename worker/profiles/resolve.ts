import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { addressOf } from './address.ts';
import { Finder, type Heard, previousOf, withPrevious } from './finder.ts';
import { kindsOf } from './held-kinds.ts';
import {
	claimOf,
	type FreshClaim,
	type Identity,
	type Owners,
	ownersOf,
	type ReadOwners,
	readTogether,
} from './identities.ts';
import { defaultKinds } from './identity-kinds.ts';
import { type Join, joinAll } from './merge/join.ts';
import { noteRefusals } from './merge/refusals.ts';
import { type Standing, standingsOf } from './merge/standing.ts';
import { namedBy, type Word } from './named.ts';
import { carriedBy } from './ties.ts';

/** Whose events are. */
export interface Resolved {
	/** The profile of each event, in the events' order. */
	readonly profileIds: readonly string[];
	/** Profiles that have become another one, with that one, as far as it had to be asked. */
	readonly homes: ReadonlyMap<string, string>;
	/** UserIds that browsers are the first to name. */
	readonly claimed: readonly FreshClaim[];
	/** Merges that are to be asked for again once the events are kept: there is nobody yet who could leave. */
	readonly early: readonly Join[];
}

/**
 * Finds the profile of each event, in the events' order, claims identities that nobody owns yet, and merges profiles that
 * an event shows to be one person's.
 *
 * A server's word counts: its userId finds the person, and its verified addresses do. Whoever has only the public key claims:
 * their events stay with their own device's profile, whoever they say they are; or, when that profile already is someone else or
 * they name no device, with a profile of that claim. So nobody learns from a person, writes to one, or becomes one, by
 * guessing an id.
 * @param isRequest a request of this isolate asks, and no object
 */
export async function resolve(
	env: Env,
	events: readonly Event[],
	word: Word,
	regionOf: () => Region,
	isRequest = false,
): Promise<Resolved> {
	const kinds = word.secret ? await kindsOf(env) : defaultKinds;
	const heard = events.map((event) => ({ event, named: namedBy(event, kinds, word) }));
	const simple = heard.map((one) => ownAddress(env, one));
	if (simple.every((id) => id !== null)) return { profileIds: simple, homes: new Map(), claimed: [], early: [] };
	const { finder, standings, found } = await find(env, heard, word, regionOf(), isRequest ? readTogether : undefined);
	const profileIds = await finder.claim(found);
	const early = await joinAll(env, finder.joins);
	await noteRefusals(env, finder.refusals);
	const moved = [...standings].filter(([id, { profileId }]) => id !== profileId);
	const homes = new Map(moved.map(([id, { profileId }]) => [id, profileId]));
	return { profileIds, homes, claimed: finder.fresh, early };
}

/**
 * Where events of a server would go, in their order. Claims nothing and merges nobody: who would be new has an id that is gone
 * afterwards.
 */
export async function foresee(env: Env, events: readonly Event[], region: Region): Promise<readonly string[]> {
	const word: Word = { trusted: true, secret: true };
	const kinds = await kindsOf(env);
	const heard = events.map((event) => ({ event, named: namedBy(event, kinds, word) }));
	return (await find(env, heard, word, region)).found;
}

async function find(env: Env, heard: readonly Heard[], word: Word, region: Region, read?: ReadOwners) {
	const identities = heard.flatMap((one) => identitiesOf(env, one, word));
	const owners = await ownersOf(env, identities, word.trusted, read);
	const standings = await standingsOf(env, contested(env, heard, owners, word));
	const events = heard.map(({ event }) => event);
	const rivals = await standingsOf(env, rivalsOf(env, events, owners, standings));
	for (const [id, standing] of rivals) standings.set(id, standing);
	if (!word.trusted) owners.add(await ownersOf(env, claimsOf(env, events, owners, standings), false));
	const finder = new Finder(env, owners, standings, word.trusted, region);
	return { finder, standings, found: heard.map((one) => finder.profileOf(one)) };
}

/** The profile of an event that needs no look-up: a minted anonymousId, and no word of who it is. */
function ownAddress(env: Env, { event: { anonymousId, userId }, named }: Heard): string | null {
	if (userId !== null || named.length > 0 || anonymousId === null) return null;
	return addressOf(env, anonymousId) ? anonymousId : null;
}

/** What is looked up first of an event: whoever has only the public key and names no device only claims. */
function identitiesOf(env: Env, { event, named }: Heard, { trusted }: Word): Identity[] {
	const { anonymousId, userId } = event;
	if (!trusted && anonymousId === null && userId !== null) return [claimOf(null, userId)];
	return [...carriedBy(env, event), ...named.map(({ identity }) => identity), ...previousOf(event)];
}

/**
 * Profiles of which has to be asked who they are: devices' that exist already, where the event says more of who it is than is
 * known to be theirs; and those that an address leads to, where the event also names a user.
 */
function contested(env: Env, heard: readonly Heard[], owners: Owners, { trusted }: Word): Set<string> {
	const asked = new Set<string>();
	for (const { event, named } of heard) {
		const { anonymousId, userId } = trusted ? withPrevious(event) : event;
		const device = anonymousId === null ? null : profileOfDevice(env, anonymousId, owners);
		const user: Identity[] = userId === null ? [] : [{ kind: 'userId', value: userId }];
		const said = [...user, ...named.map(({ identity }) => identity)];
		if (device !== null && said.some((one) => owners.get(one)?.profileId !== device)) asked.add(device);
		if (userId === null) continue;
		for (const { identity } of named) {
			const owner = identity.kind === 'userId' ? null : owners.get(identity);
			if (owner) asked.add(owner.profileId);
		}
	}
	return asked;
}

function profileOfDevice(env: Env, anonymousId: string, owners: Owners): string | null {
	if (addressOf(env, anonymousId)) return anonymousId;
	return owners.get({ kind: 'anonymousId', value: anonymousId })?.profileId ?? null;
}

/**
 * Owners of userIds that come from the device of another user. A teammate may have made them one person since this isolate has read
 * who owns what. Rare, so asked for only then.
 */
function rivalsOf(
	env: Env,
	events: readonly Event[],
	owners: Owners,
	standings: ReadonlyMap<string, Standing>,
): string[] {
	return otherUsers(env, events, owners, standings).flatMap(({ userId }) => {
		const owner = owners.get({ kind: 'userId', value: userId });
		return owner ? [owner.profileId] : [];
	});
}

/** The claims of devices whose profile is someone else than they say now. Rare, so asked for only then. */
function claimsOf(
	env: Env,
	events: readonly Event[],
	owners: Owners,
	standings: ReadonlyMap<string, Standing>,
): Identity[] {
	return otherUsers(env, events, owners, standings).map(({ anonymousId, userId }) => claimOf(anonymousId, userId));
}

/** Events that name another user than the one whose profile their device has. */
function otherUsers(
	env: Env,
	events: readonly Event[],
	owners: Owners,
	standings: ReadonlyMap<string, Standing>,
): { anonymousId: string; userId: string }[] {
	return events.flatMap(({ anonymousId, userId }) => {
		if (anonymousId === null || userId === null) return [];
		const present = standings.get(profileOfDevice(env, anonymousId, owners) ?? '')?.userId ?? null;
		return present === null || present === userId ? [] : [{ anonymousId, userId }];
	});
}
