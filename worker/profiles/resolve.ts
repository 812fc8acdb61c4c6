import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { addressOf, mintProfileId, shardOf } from './address.ts';
import { claimIdentities, type Identity, type Owners, ownersOf } from './identities.ts';

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
	const found = new Finder(env, owners, trusted, regionOf());
	const profileIds: string[] = [];
	for (const event of events) profileIds.push(await found.profileOf(event));
	return found.claim(profileIds);
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

/** Decides, event by event, remembering what it has decided for the identities that nobody owns yet. */
class Finder {
	readonly #env: Env;
	readonly #owners: Owners;
	readonly #trusted: boolean;
	readonly #region: Region;
	readonly #claims = new Map<string, { identity: Identity; profileId: string }>();
	readonly #userIds = new Map<string, string | null>();
	/** Profiles that exist only in this request so far. */
	readonly #minted = new Set<string>();

	constructor(env: Env, owners: Owners, trusted: boolean, region: Region) {
		this.#env = env;
		this.#owners = owners;
		this.#trusted = trusted;
		this.#region = region;
	}

	async profileOf(event: Event): Promise<string> {
		const { userId } = event;
		const own = this.#deviceOf(event);
		if (userId === null) return own ?? this.#mint();
		const user: Identity = { kind: 'userId', value: userId };
		const owner = this.#ownerOf(user);
		if (own === null) return owner ?? this.#take(user, this.#mint());
		if (owner === own) return own;
		if (owner !== null && this.#trusted) return owner;
		const present = await this.#userIdOf(own);
		if (present !== null && present !== userId) {
			// The device's profile is someone else: two people at one browser are not melted together.
			return owner ?? this.#take(user, this.#mint());
		}
		if (owner !== null) return own;
		this.#userIds.set(own, userId);
		return this.#take(user, own);
	}

	/** The profile of the event's anonymousId, claimed when it is foreign and new; null when the event has none. */
	#deviceOf({ anonymousId }: Event): string | null {
		if (anonymousId === null) return null;
		if (addressOf(this.#env, anonymousId)) return anonymousId;
		const device: Identity = { kind: 'anonymousId', value: anonymousId };
		return this.#ownerOf(device) ?? this.#take(device, this.#mint());
	}

	#ownerOf(identity: Identity): string | null {
		return this.#owners.get(identity) ?? this.#claims.get(`${identity.kind} ${identity.value}`)?.profileId ?? null;
	}

	#take(identity: Identity, profileId: string): string {
		this.#claims.set(`${identity.kind} ${identity.value}`, { identity, profileId });
		return profileId;
	}

	#mint(): string {
		const profileId = mintProfileId(this.#env, this.#region);
		this.#minted.add(profileId);
		return profileId;
	}

	async #userIdOf(profileId: string): Promise<string | null> {
		const known = this.#userIds.get(profileId);
		if (known !== undefined) return known;
		const userId = await shardOf(this.#env, profileId).userIdOf(profileId);
		this.#userIds.set(profileId, userId);
		return userId;
	}

	/**
	 * Writes the claims down. Where another request was faster, its profile takes the place of one minted here;
	 * a device's own profile gives way only to a server's word.
	 */
	async claim(profileIds: readonly string[]): Promise<readonly string[]> {
		if (this.#claims.size === 0) return profileIds;
		const claims = [...this.#claims.values()];
		const owners = await claimIdentities(this.#env, claims);
		const replaced = new Map<string, string>();
		for (const { identity, profileId } of claims) {
			const owner = owners.get(identity);
			if (owner === null || owner === profileId) continue;
			if (this.#trusted || this.#minted.has(profileId)) replaced.set(profileId, owner);
		}
		return profileIds.map((id) => replaced.get(id) ?? id);
	}
}
