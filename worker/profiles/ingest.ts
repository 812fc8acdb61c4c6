import type { Event } from '../../core/event/index.ts';
import type { Profile, Source } from './profile.ts';
import { refusesAnalytics } from './refuses-analytics.ts';
import type { Turn } from './settle.ts';
import { type Seen, sift } from './sift.ts';
import type { Said, Ties } from './stored-event.ts';
import type { Tables } from './tables.ts';
import { inOrder, takeIn } from './take-in.ts';

const byAll: Ties = { elsewhere: [], byClaim: false };

/** Events of one person, from one site and one kind of sender. */
export interface PersonBatch {
	readonly profileId: string;
	readonly events: readonly Event[];
	/** How an event is tied to the person, by its position, where that is not by all that it carries. */
	readonly ties?: Readonly<Record<number, Ties>>;
}

export interface PersonResult {
	readonly accepted: readonly Event[];
	readonly duplicates: number;
	/** Positions in the batch's events whose traits would not fit the profile any more. */
	readonly full: readonly number[];
	readonly profile: Profile | null;
	/** When the person next needs attention with no new data, ms; Infinity if never. */
	readonly dueAt: number;
}

/**
 * Takes in one person's events: dedupe, store, fold, match segments, advance journeys, note deliveries.
 * Synchronous, so that the caller's transaction holds all of it or nothing.
 */
export function ingestPerson(turn: Turn, siteId: string, source: Source, batch: PersonBatch): PersonResult {
	const { profileId, events, ties = {} } = batch;
	const before = turn.tables.profiles.read(profileId);
	const said = events.map((event, at): Said => ({ event, siteId, source, ...(ties[at] ?? byAll) }));
	const { fresh, duplicates, full } = sift(before, said, seenBy(turn.tables, before, events));
	if (fresh.length === 0 || (before === null && makesNobody(source, fresh))) {
		return { accepted: [], duplicates, full, profile: before, dueAt: Number.POSITIVE_INFINITY };
	}
	const accepted = inOrder(fresh);
	return {
		accepted: accepted.map(({ event }) => event),
		duplicates,
		full,
		// What a file tells is long past, and nobody wants its follow-ups.
		...takeIn(turn, profileId, before, accepted, { isHistory: source === 'import' }),
	};
}

/** A messageId that the person has had near the time of these events counts as had. */
function seenBy({ batches }: Tables, profile: Profile | null, events: readonly Event[]): Seen {
	const ids = events.map(({ messageId }) => messageId);
	const oldest = Math.min(...events.map(({ timestamp }) => timestamp));
	const known = profile ? batches.known(profile.chain, ids, oldest) : new Set<string>();
	return { has: ({ messageId }) => known.has(messageId), add: ({ messageId }) => void known.add(messageId) };
}

/** A refusal is nobody's first word, and what was looked up of somebody who has been erased meanwhile makes them no one again. */
function makesNobody(source: Source, fresh: readonly Said[]): boolean {
	return source === 'enrichment' || fresh.every(({ event }) => refusesAnalytics(event));
}
