import type { Event } from '../../core/event/index.ts';
import type { Profile } from './profile.ts';
import { refusesAnalytics } from './refuses-analytics.ts';
import { duplicatesFrom } from './rows.ts';
import type { Turn } from './settle.ts';
import { type Seen, sift } from './sift.ts';
import { type Said, type StoredEvent, unpackEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';
import { inOrder, takeIn } from './take-in.ts';

/** Archived events of one person, in the order in which they arrived. */
export interface PersonHistory {
	readonly profileId: string;
	readonly events: readonly StoredEvent[];
}

export interface RestoredPerson {
	readonly restored: number;
	readonly duplicates: number;
	/** Positions of events whose traits would not fit the profile. */
	readonly full: readonly number[];
	/** Positions of events that make nobody known, and whose person is not. */
	readonly unknown: readonly number[];
	/** When the person next needs attention, ms; Infinity if never. */
	readonly dueAt: number;
}

/**
 * Takes in what was accepted once before, batch by batch and at the moment at which each was received, so that the profile
 * becomes what it was. No journey hears of it, and what the person has already changes nothing.
 */
export function restorePerson(turn: Turn, { profileId, events }: PersonHistory): RestoredPerson {
	let [restored, duplicates, dueAt] = [0, 0, Number.POSITIVE_INFINITY];
	const full: number[] = [];
	const unknown: number[] = [];
	for (const { from, said } of batchesOf(events)) {
		const before = turn.tables.profiles.read(profileId);
		const sifted = sift(before, said, seenBy(turn.tables, before, said));
		duplicates += sifted.duplicates;
		full.push(...sifted.full.map((position) => from + position));
		if (sifted.fresh.length === 0) continue;
		if (before === null && sifted.fresh.every(makesNobodyKnown)) {
			unknown.push(...sifted.fresh.map((one) => from + said.indexOf(one)));
			continue;
		}
		const now = momentOf(sifted.fresh, before, turn.now);
		const settled = takeIn({ ...turn, now }, profileId, before, inOrder(sifted.fresh), { isHistory: true });
		restored += sifted.fresh.length;
		dueAt = settled.dueAt;
	}
	return { restored, duplicates, full, unknown, dueAt };
}

/**
 * Splits events into the batches in which they arrived: of one moment of receipt and one site, and each in the order of time.
 * What lies in one row goes into an object of the archive for each site, and comes back from there in any order.
 */
function batchesOf(events: readonly StoredEvent[]): { from: number; said: Said[] }[] {
	const batches: { from: number; said: Said[] }[] = [];
	for (const [position, stored] of events.entries()) {
		const before = events[position - 1];
		const last = batches.at(-1);
		if (last && before && stored.r === before.r && stored.s === before.s && stored.a >= before.a)
			last.said.push(unpackEvent(stored));
		else batches.push({ from: position, said: [unpackEvent(stored)] });
	}
	return batches;
}

function makesNobodyKnown({ event, source }: Said): boolean {
	return source === 'edgewise' || refusesAnalytics(event);
}

/**
 * When a batch is judged: as it was received, so that segments know since when. Whoever has been here since is judged now:
 * the past must not undo what is true of them.
 */
function momentOf(fresh: readonly Said[], before: Profile | null, now: number): number {
	const receivedAt = fresh[0]?.event.receivedAt ?? now;
	return Math.min(now, before && before.lastSeenAt > receivedAt ? now : receivedAt);
}

/** What was accepted with the same messageId lies more than a day apart: anything closer is the same event. */
function seenBy({ batches }: Tables, profile: Profile | null, said: readonly Said[]): Seen {
	const ids = new Set(said.map(({ event }) => event.messageId));
	const oldest = Math.min(...said.map(({ event }) => event.timestamp));
	const times = profile ? batches.times(profile.chain, ids, duplicatesFrom(oldest)) : new Map<string, number[]>();
	const timesOf = ({ messageId }: Event) => times.get(messageId) ?? [];
	return {
		has: (event) =>
			timesOf(event).some((at) => at >= duplicatesFrom(event.timestamp) && duplicatesFrom(at) <= event.timestamp),
		add: (event) => times.set(event.messageId, [...timesOf(event), event.timestamp]),
	};
}
