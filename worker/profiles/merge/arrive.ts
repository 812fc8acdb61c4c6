import type { Enrollment } from '../../../core/journey/types.ts';
import { journeyVersion } from '../../journeys/react.ts';
import { newLink, tellAnew } from '../accounts/news.ts';
import type { Definitions } from '../definitions.ts';
import type { Delivery } from '../delivery.ts';
import { newProfile, type Profile } from '../profile.ts';
import { duplicatesFrom, packRows } from '../rows.ts';
import { historyOf, settlePerson, type Turn } from '../settle.ts';
import { tellHistory } from '../store-events.ts';
import { type StoredEvent, unpackEvents } from '../stored-event.ts';
import type { Tables } from '../tables.ts';
import type { Belongings, Departure } from './departure.ts';
import { isEnded, mergedDelivery, mergeEnrollments, type Reentry } from './merge-enrollments.ts';
import { mergeProfiles } from './merge-profiles.ts';
import { Telling } from './told.ts';
import { tellMerged } from './told-events.ts';
import { areTwoUsers } from './two-users.ts';

/** A profile on its way into another; its rows of events are staged at the other's shard already. */
export interface Cargo extends Pick<Departure, 'mergeId' | 'targetId' | 'cause' | 'twoUsers'> {
	readonly belongings: Belongings;
}

/** What came with a merge, and what of the target's own it changed: enough to give it back. */
export interface Came {
	readonly enrollments: readonly string[];
	readonly deliveries: readonly string[];
	/** The target's own that the merge ended, as they were. */
	readonly endedEnrollments: readonly Enrollment[];
	readonly endedDeliveries: readonly Delivery[];
	/** Segments that the target was in before: of a snapshot nobody can be asked again. */
	readonly segments: readonly string[];
}

/**
 * Takes a whole person into another, in the caller's transaction: events that both had count once, segments are asked again,
 * and what is under way goes on. A second time changes nothing. Returns when the person next needs attention, ms; null, and
 * changes nothing, when they have turned out to be two users meanwhile, of whom no teammate has said that they are one person.
 */
export function arrive(turn: Turn, { mergeId, targetId, cause, twoUsers, belongings }: Cargo): number | null {
	const { tables, now } = turn;
	const [arrived] = tables.luggage.items(mergeId, 'came');
	if (arrived !== undefined) {
		tables.luggage.remove(mergeId, 'staged');
		return now;
	}
	const source = belongings.profile;
	const target = tables.profiles.read(targetId) ?? newProfile(targetId, source.firstSeenAt);
	if (!twoUsers && areTwoUsers(source, target)) {
		tables.luggage.remove(mergeId, 'staged');
		return null;
	}
	const events = new JoinedEvents(tables, target);
	const { chain, doubled, pages } = events.take(mergeId);
	tables.luggage.remove(mergeId, 'staged');
	const merged = { ...mergeProfiles(target, source, { told: events.told, events: doubled, pages }), chain };
	const whole = events.knows(`merge:${mergeId}`)
		? merged
		: tellHistory(tables, merged, [tellMerged(mergeId, source.id, cause, now)]);
	const came: Came = { ...joinFollowUps(turn, targetId, belongings), segments: Object.keys(target.segments) };
	tables.luggage.put(mergeId, 'came', targetId, JSON.stringify(came));
	tables.outbox.add('profile', targetId);
	takeOverAccounts(turn, mergeId, targetId, belongings);
	const news = { change: null, events: [], stored: 'less' } as const;
	return settlePerson(turn, whole, historyOf(tables, whole), news).dueAt;
}

/** Two persons' events, while those of one are added to the other's. */
class JoinedEvents {
	readonly told = new Telling();
	readonly #tables: Tables;
	readonly #target: Profile;
	/** When the target's events happened, by messageId. */
	readonly #times = new Map<string, number[]>();

	constructor(tables: Tables, target: Profile) {
		this.#tables = tables;
		this.#target = target;
		for (const { body } of tables.batches.rowsOf(target.chain))
			for (const event of unpackEvents(body)) this.#add(event);
	}

	/** Adds what is staged to the target's chain. Tells how many events, and page views among them, it had already. */
	take(mergeId: string): Pick<Profile, 'chain'> & { doubled: number; pages: number } {
		let { chain } = this.#target;
		let [doubled, pages] = [0, 0];
		for (const body of this.#tables.luggage.items(mergeId, 'staged')) {
			const fresh: StoredEvent[] = [];
			for (const event of unpackEvents(body)) {
				if (this.#has(event)) {
					doubled++;
					if (event.t === 'page') pages++;
					continue;
				}
				this.#add(event);
				fresh.push(event);
			}
			for (const row of packRows(fresh)) chain = this.#tables.batches.append(this.#target.id, chain, row, mergeId);
		}
		return { chain, doubled, pages };
	}

	knows(messageId: string): boolean {
		return this.#times.has(messageId);
	}

	#add(event: StoredEvent): void {
		this.told.add(event);
		this.#times.set(event.i, [...(this.#times.get(event.i) ?? []), event.a]);
	}

	#has({ i, a }: StoredEvent): boolean {
		return (this.#times.get(i) ?? []).some((at) => at >= duplicatesFrom(a) && a >= duplicatesFrom(at));
	}
}

/** Accounts hear anew of the one that stays, in place of both. */
function takeOverAccounts(
	{ tables, now }: Turn,
	mergeId: string,
	targetId: string,
	{ profile, accounts }: Belongings,
): void {
	const links = new Map(tables.accountLinks.of(targetId).map((link) => [link.accountId, link]));
	for (const { accountId, generation, replaces: taken = [] } of accounts) {
		const link = links.get(accountId) ?? newLink(targetId, accountId, now);
		const replaces = [...(link.replaces ?? []), ...taken, { mergeId, profileId: profile.id, generation }];
		tables.accountLinks.save({ ...link, replaces });
	}
	tellAnew(tables, targetId, now);
}

/** Saves both persons' enrollments and deliveries as one person's. */
function joinFollowUps(
	{ tables, definitions, now }: Turn,
	targetId: string,
	{ enrollments, deliveries }: Belongings,
): Omit<Came, 'segments'> {
	const own = tables.enrollments.of(targetId);
	const ownDeliveries = tables.deliveries.of(targetId);
	const merged = mergeEnrollments(targetId, own, enrollments, reentryIn(definitions), now);
	const before = new Set([...own, ...enrollments].filter(isEnded).map(({ id }) => id));
	const ended = new Set(merged.filter((one) => isEnded(one) && !before.has(one.id)).map(({ id }) => id));
	const unchanged = new Set(own.filter(({ id }) => !ended.has(id)).map(({ id }) => id));
	for (const enrollment of merged) if (!unchanged.has(enrollment.id)) tables.enrollments.save(enrollment);
	const stopped = ownDeliveries.filter((one) => ended.has(one.enrollmentId) && isWaiting(one));
	for (const one of [...deliveries, ...stopped]) {
		const { delivery, nextAt } = mergedDelivery(one, targetId, ended, now);
		tables.deliveries.save(delivery, nextAt);
		tables.outbox.add('delivery', delivery.id);
	}
	return {
		enrollments: enrollments.map(({ id }) => id),
		deliveries: deliveries.map(({ id }) => id),
		endedEnrollments: own.filter(({ id }) => ended.has(id)),
		endedDeliveries: stopped,
	};
}

function isWaiting({ state }: Delivery): boolean {
	return state === 'due' || state === 'queued';
}

/** A journey that was deleted lets nobody go on, whatever it said. */
function reentryIn({ journeys }: Definitions): Reentry {
	return ({ journeyId, version }) =>
		journeys.versions.get(journeyVersion(journeyId, version))?.journey.reentry ?? 'always';
}
