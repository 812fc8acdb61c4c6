import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { addressOf, mintProfileId } from './address.ts';
import {
	type Claim,
	claimIdentities,
	claimOf,
	type FreshClaim,
	type Identity,
	keyOf,
	type Owner,
	type Owners,
} from './identities.ts';
import type { Join } from './merge/join.ts';
import type { NotedRefusal } from './merge/refusals.ts';
import type { Standing } from './merge/standing.ts';
import type { Named } from './named.ts';
import { refusesAnalytics } from './refuses-analytics.ts';

/** An event, with the identities that it names at a word that counts. */
export interface Heard {
	readonly event: Event;
	readonly named: readonly Named[];
}

/** The device of an event. */
interface Device {
	/** Its profile; null when it has none yet, or there is no device. */
	readonly own: string | null;
	/** An anonymousId that another SDK minted and that nobody has yet. */
	readonly unknown: Identity | null;
}

/**
 * Decides, event by event, whose it is, remembering what it has decided for the identities that nobody owns yet;
 * `claim` then writes those down.
 */
export class Finder {
	/** Profiles that turned out to be one person's. */
	readonly joins: Join[] = [];
	/** Devices that are somebody else's than an event says. */
	readonly refusals: NotedRefusal[] = [];
	/** UserIds that browsers are the first to name. */
	readonly fresh: FreshClaim[] = [];
	readonly #env: Env;
	readonly #owners: Owners;
	readonly #standings: ReadonlyMap<string, Standing>;
	readonly #trusted: boolean;
	readonly #region: Region;
	readonly #claims = new Map<string, Claim>();
	/** Whose a profile is, by profile. */
	readonly #userIds = new Map<string, string | null>();

	/** @param standings how the profiles stand that the batch contests; a device that is not in it is new, or undisputed. */
	constructor(env: Env, owners: Owners, standings: ReadonlyMap<string, Standing>, trusted: boolean, region: Region) {
		this.#env = env;
		this.#owners = owners;
		this.#standings = standings;
		this.#trusted = trusted;
		this.#region = region;
		for (const { profileId, userId } of standings.values()) this.#userIds.set(profileId, userId);
	}

	profileOf({ event, named }: Heard): string {
		const device = this.#deviceOf(this.#trusted ? withPrevious(event) : event);
		if (this.#trusted && named.length > 0) return this.#ofServer(event, named, device);
		const own = device.own ?? (device.unknown && this.#take(device.unknown, this.#mint(), event));
		if (event.userId === null) return own ?? this.#mint();
		return this.#ofBrowser(event, own, event.userId);
	}

	/** A server knows who somebody is: what it names finds the person, the weightiest first, and shows who else is that person. */
	#ofServer(event: Event, named: readonly Named[], { own, unknown }: Device): string {
		const { userId } = event;
		const isOther = own !== null && userId !== null && this.#isOther(own, userId);
		const finder = this.#finderOf(named, own, isOther, userId);
		const found = finder ? this.#ownerOf(finder) : null;
		// The device's profile is someone else: two people at one browser are not melted together.
		const home = found?.profileId ?? (own === null || isOther ? this.#mint() : own);
		if (unknown) this.#take(unknown, home, event);
		// A browser has claimed to be the user, and no more is known of it: it gets the event, and nobody else's past.
		if (found && !found.verified && home !== own) return home;
		if (userId !== null) this.#userIds.set(home, userId);
		for (const one of named) this.#give(one, home, event);
		for (const previous of this.#previousOf(event)) this.joins.push({ ...previous, targetId: home, isTheirs: true });
		if (own === null || own === home) return home;
		const cause = finder ?? { kind: 'userId', value: userId ?? '' };
		if (!isOther) this.joins.push({ sourceId: own, targetId: home, cause, isTheirs: !refusesAnalytics(event) });
		else if (found) this.refusals.push({ sourceId: own, targetId: home, cause, reason: 'two-users' });
		return home;
	}

	/** The identity that leads to the person of an event: what a server has said before, else what a browser has claimed. */
	#finderOf(named: readonly Named[], own: string | null, isOther: boolean, userId: string | null): Identity | null {
		const found = named.flatMap(({ identity, isShared }) => {
			const owner = isShared ? null : this.#ownerOf(identity);
			if (owner === null) return [];
			const isUsers = identity.kind === 'userId' || userId === null || !this.#isOther(owner.profileId, userId);
			// The server says that the userId is another device's than the one that has claimed it.
			const isDisproved = !owner.verified && own !== null && !isOther && owner.profileId !== own;
			return isUsers && !isDisproved ? [{ identity, verified: owner.verified }] : [];
		});
		return (found.find(({ verified }) => verified) ?? found[0])?.identity ?? null;
	}

	/** An identity that a server names is the person's, whoever has only claimed it; whose else it is, is that person. */
	#give({ identity, kind, onlyFinds }: Named, home: string, event: Event): void {
		if (onlyFinds) return;
		const owner = this.#ownerOf(identity);
		if (owner === null || !owner.verified) this.#take(identity, home, event, kind.max);
		else if (owner.profileId !== home) this.joins.push({ sourceId: owner.profileId, targetId: home, cause: identity });
	}

	/** Who somebody was before, as a server's alias call says it: the profile of that device, when there is one. */
	#previousOf(event: Event): Pick<Join, 'sourceId' | 'cause'>[] {
		return previousOf(event).flatMap((cause) => {
			const { own: sourceId } = this.#deviceOf({ ...event, anonymousId: cause.value });
			return sourceId === null ? [] : [{ sourceId, cause }];
		});
	}

	/** Whoever has only the public key writes to nobody but themselves: their own device, or a profile of what they claim. */
	#ofBrowser(event: Event, own: string | null, userId: string): string {
		if (own === null) return this.#claimed(claimOf(null, userId), event);
		const user: Identity = { kind: 'userId', value: userId };
		const owner = this.#ownerOf(user);
		if (owner?.profileId === own) return own;
		if (this.#isOther(own, userId)) {
			const profileId = this.#claimed(claimOf(event.anonymousId, userId), event);
			return owner === null ? this.#take(user, profileId, event) : profileId;
		}
		if (owner !== null) return own;
		this.#userIds.set(own, userId);
		return this.#take(user, own, event);
	}

	/** Whether a profile is another user's. One has several userIds where a teammate has merged users. */
	#isOther(profileId: string, userId: string): boolean {
		const present = this.#userIds.get(profileId) ?? null;
		if (present === null || present === userId) return false;
		return this.#ownerOf({ kind: 'userId', value: userId })?.profileId !== profileId;
	}

	/** The profile of a claim, a new one at first. */
	#claimed(claim: Identity, event: Event): string {
		return this.#ownerOf(claim)?.profileId ?? this.#take(claim, this.#mint(), event);
	}

	#deviceOf({ anonymousId }: Event): Device {
		if (anonymousId === null) return { own: null, unknown: null };
		if (addressOf(this.#env, anonymousId)) return { own: this.#home(anonymousId), unknown: null };
		const device: Identity = { kind: 'anonymousId', value: anonymousId };
		const owner = this.#ownerOf(device);
		return owner ? { own: owner.profileId, unknown: null } : { own: null, unknown: device };
	}

	/** The profile that one has become, as far as that was asked. */
	#home(profileId: string): string {
		return this.#standings.get(profileId)?.profileId ?? profileId;
	}

	#ownerOf(identity: Identity): Owner | null {
		const owner = this.#claims.get(keyOf(identity)) ?? this.#owners.get(identity);
		return owner ? { profileId: this.#home(owner.profileId), verified: owner.verified } : null;
	}

	#take(identity: Identity, profileId: string, event: Event, max?: number): string {
		// Only what a browser says of who it is may be taken from it again.
		const verified = this.#trusted || identity.kind !== 'userId';
		const isBounded = max !== undefined && identity.kind !== 'userId';
		const claim = { identity, profileId, verified, ...(isBounded && { max }) };
		if (!refusesAnalytics(event)) this.#claims.set(keyOf(identity), claim);
		return profileId;
	}

	#mint(): string {
		return mintProfileId(this.#env, this.#region);
	}

	/**
	 * Writes the claims down, and answers where the events of these profiles go: where another request was faster, to the
	 * profile that it claimed for. Devices come first, so that a userId is claimed for the profile that its device really
	 * has. A device's profile gives way to a userId's only at a server's word, and is merged into it: whoever only claims
	 * keeps their own.
	 */
	async claim(profileIds: readonly string[]): Promise<readonly string[]> {
		const claims = [...this.#claims.values()];
		const devices = new Map((await this.#lost(claims.filter(isOfDevice))).map(({ from, to }) => [from, to]));
		const place = (profileId: string) => devices.get(profileId) ?? profileId;
		const others = claims.filter((claim) => !isOfDevice(claim));
		const lost = await this.#lost(others.map((claim) => ({ ...claim, profileId: place(claim.profileId) })));
		const taken = new Map<string, string>();
		const isLost = new Set(lost.map(({ identity }) => identity));
		const owners = new Set(claims.filter(({ identity }) => !isLost.has(identity)).map((one) => place(one.profileId)));
		for (const { identity, from, to } of this.#trusted ? lost : []) {
			const isUser = identity.kind === 'userId';
			// Its events go to the user's: what else it has just claimed leads there too.
			const isTheirs = isUser && owners.has(from);
			this.joins.push({ sourceId: from, targetId: to, cause: identity, ...(isTheirs && { isTheirs }) });
			if (isUser) taken.set(from, to);
		}
		return profileIds.map((id) => taken.get(place(id)) ?? place(id));
	}

	/** Claims; tells who owns what others had claimed before. */
	async #lost(claims: readonly Claim[]): Promise<{ identity: Identity; from: string; to: string }[]> {
		const { owners, fresh } = await claimIdentities(this.#env, claims);
		this.fresh.push(...fresh);
		return claims.flatMap(({ identity, profileId: from }) => {
			const owner = owners.get(identity);
			const to = owner && this.#home(owner.profileId);
			return to !== null && to !== from ? [{ identity, from, to }] : [];
		});
	}
}

/** Who somebody was before, as Segment's alias call says it: an anonymousId, minted or another SDK's. */
export function previousOf({ type, previousId }: Event): Identity[] {
	return type === 'alias' && previousId !== undefined ? [{ kind: 'anonymousId', value: previousId }] : [];
}

/** An alias that names no device but who they were before is of that device. */
export function withPrevious(event: Event): Event {
	const [previous] = event.anonymousId === null ? previousOf(event) : [];
	return previous ? { ...event, anonymousId: previous.value } : event;
}

function isOfDevice({ identity: { kind } }: Claim): boolean {
	return kind === 'anonymousId' || kind === 'claim';
}
