import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { addressOf, mintProfileId } from './address.ts';
import { claimIdentities, claimOf, type Identity, type Owners } from './identities.ts';
import { refusesAnalytics } from './refuses-analytics.ts';

interface Claim {
	readonly identity: Identity;
	readonly profileId: string;
}

/**
 * Decides, event by event, whose it is, remembering what it has decided for the identities that nobody owns yet;
 * `claim` then writes those down.
 */
export class Finder {
	readonly #env: Env;
	readonly #owners: Owners;
	readonly #trusted: boolean;
	readonly #region: Region;
	readonly #claims = new Map<string, Claim>();
	/** Whose a device's profile is, by profile. */
	readonly #userIds: Map<string, string | null>;

	/** @param userIds what the profiles of the batch's devices carry; a device that is not in it is new. */
	constructor(env: Env, owners: Owners, userIds: ReadonlyMap<string, string | null>, trusted: boolean, region: Region) {
		this.#env = env;
		this.#owners = owners;
		this.#userIds = new Map(userIds);
		this.#trusted = trusted;
		this.#region = region;
	}

	profileOf(event: Event): string {
		const { userId } = event;
		const own = this.#deviceOf(event);
		if (userId === null) return own ?? this.#mint();
		return this.#trusted ? this.#ofServer(event, own, userId) : this.#ofBrowser(event, own, userId);
	}

	/** A server knows who somebody is: its userId finds the person. */
	#ofServer(event: Event, own: string | null, userId: string): string {
		const user: Identity = { kind: 'userId', value: userId };
		const owner = this.#ownerOf(user);
		if (owner !== null) return owner;
		// The device's profile is someone else: two people at one browser are not melted together.
		return own === null || this.#isOther(own, userId) ? this.#meet(user, event) : this.#become(own, user, event);
	}

	/** Whoever has only the public key writes to nobody but themselves: their own device, or a profile of what they claim. */
	#ofBrowser(event: Event, own: string | null, userId: string): string {
		if (own === null) return this.#claimed(claimOf(null, userId), event);
		const user: Identity = { kind: 'userId', value: userId };
		const owner = this.#ownerOf(user);
		if (owner === own) return own;
		if (this.#isOther(own, userId)) {
			const profileId = this.#claimed(claimOf(event.anonymousId, userId), event);
			return owner === null ? this.#take(user, profileId, event) : profileId;
		}
		return owner === null ? this.#become(own, user, event) : own;
	}

	#isOther(profileId: string, userId: string): boolean {
		const present = this.#userIds.get(profileId) ?? null;
		return present !== null && present !== userId;
	}

	/** The device's profile is the user's from now on. */
	#become(own: string, user: Identity, event: Event): string {
		this.#userIds.set(own, user.value);
		return this.#take(user, own, event);
	}

	/** The profile of a claim, a new one at first. */
	#claimed(claim: Identity, event: Event): string {
		return this.#ownerOf(claim) ?? this.#take(claim, this.#mint(), event);
	}

	/** The profile of the event's anonymousId, claimed when it is foreign and new; null when the event has none. */
	#deviceOf(event: Event): string | null {
		const { anonymousId } = event;
		if (anonymousId === null) return null;
		if (addressOf(this.#env, anonymousId)) return anonymousId;
		const device: Identity = { kind: 'anonymousId', value: anonymousId };
		return this.#ownerOf(device) ?? this.#take(device, this.#mint(), event);
	}

	#ownerOf(identity: Identity): string | null {
		return this.#owners.get(identity) ?? this.#claims.get(keyOf(identity))?.profileId ?? null;
	}

	/** A new profile for a userId. */
	#meet(user: Identity, event: Event): string {
		return this.#take(user, this.#mint(), event);
	}

	#take(identity: Identity, profileId: string, event: Event): string {
		if (!refusesAnalytics(event)) this.#claims.set(keyOf(identity), { identity, profileId });
		return profileId;
	}

	#mint(): string {
		return mintProfileId(this.#env, this.#region);
	}

	/**
	 * Writes the claims down, and answers where the events of these profiles go: where another request was faster, to the
	 * profile that it claimed for. Devices come first, so that a userId is claimed for the profile that its device really
	 * has. A device's profile gives way to a userId's only at a server's word: whoever only claims keeps their own.
	 */
	async claim(profileIds: readonly string[]): Promise<readonly string[]> {
		const claims = [...this.#claims.values()];
		const devices = await this.#lost(claims.filter(({ identity }) => identity.kind !== 'userId'));
		const place = (profileId: string) => devices.get(profileId) ?? profileId;
		const users = claims.filter(({ identity }) => identity.kind === 'userId');
		const taken = await this.#lost(users.map((claim) => ({ ...claim, profileId: place(claim.profileId) })));
		return profileIds.map((id) => {
			const profileId = place(id);
			const owner = taken.get(profileId);
			return owner !== undefined && this.#trusted ? owner : profileId;
		});
	}

	/** Claims; tells, by the profiles that they were claimed for, who owns those that others had claimed before. */
	async #lost(claims: readonly Claim[]): Promise<Map<string, string>> {
		const lost = new Map<string, string>();
		const owners = await claimIdentities(this.#env, claims);
		for (const { identity, profileId } of claims) {
			const owner = owners.get(identity);
			if (owner !== null && owner !== profileId) lost.set(profileId, owner);
		}
		return lost;
	}
}

function keyOf({ kind, value }: Identity): string {
	return `${kind} ${value}`;
}
