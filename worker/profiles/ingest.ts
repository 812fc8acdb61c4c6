import type { Event } from '../../core/event/index.ts';
import { markFirstViews } from './first-views.ts';
import { fold, nothingTouched } from './fold.ts';
import { type EventChain, newProfile, type Profile, type Source } from './profile.ts';
import { refusesAnalytics } from './refuses-analytics.ts';
import { packRows } from './rows.ts';
import { historyOf, settlePerson, type Turn } from './settle.ts';
import { packEvent, type StoredEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';
import { TraitRoom } from './trait-room.ts';

/** Events of one person, from one site and one kind of sender. */
export interface PersonBatch {
	readonly profileId: string;
	readonly events: readonly Event[];
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
export function ingestPerson(
	turn: Turn,
	siteId: string,
	source: Source,
	{ profileId, events }: PersonBatch,
): PersonResult {
	const { tables, now } = turn;
	const before = tables.profiles.read(profileId);
	const { fresh, duplicates, full } = sift(tables, before, events);
	if (fresh.length === 0 || (before === null && fresh.every(refusesAnalytics))) {
		return { accepted: [], duplicates, full, profile: before, dueAt: Number.POSITIVE_INFINITY };
	}
	const touched = nothingTouched();
	let folded = before ?? newProfile(profileId, now);
	for (const event of fresh) folded = fold(folded, event, source, touched);
	const packed = fresh.map((event) => packEvent(event, siteId));
	const { events: stored, viewDays } = markFirstViews(folded.viewDays, siteId, packed);
	folded = { ...folded, ...(viewDays && { viewDays }), chain: storeEvents(tables, folded, stored) };
	const history = historyOf(tables, folded, before ? undefined : stored);
	const settled = settlePerson(turn, folded, history, {
		change: touched,
		events: fresh,
		stored: before ? 'less' : 'nothing',
	});
	return { accepted: fresh, duplicates, full, ...settled };
}

/** Tells new events from those that the person already has, in storage or earlier in the same batch. */
function sift(tables: Tables, profile: Profile | null, events: readonly Event[]) {
	const seen = profile ? knownIds(tables, profile, events) : new Set<string>();
	const fresh: Event[] = [];
	const full: number[] = [];
	let duplicates = 0;
	let room: TraitRoom | null = null;
	for (const [position, event] of events.entries()) {
		if (seen.has(event.messageId)) {
			duplicates++;
			continue;
		}
		if (event.type === 'identify' && event.traits !== null) {
			// Measured only for who says something of themselves: most batches do not.
			room ??= new TraitRoom(profile?.traits ?? {});
			if (!room.take(event.traits)) {
				full.push(position);
				continue;
			}
		}
		seen.add(event.messageId);
		fresh.push(event);
	}
	return { fresh, duplicates, full };
}

function knownIds(tables: Tables, { chain }: Profile, events: readonly Event[]): Set<string> {
	const ids = events.map(({ messageId }) => messageId);
	return tables.batches.known(chain, ids, Math.min(...events.map(({ timestamp }) => timestamp)));
}

/** Appends events to the person's chain of batches; returns the chain. */
export function storeEvents(tables: Tables, profile: Profile, events: readonly StoredEvent[]): EventChain | null {
	let { chain } = profile;
	for (const row of packRows(events)) {
		chain = tables.batches.append(profile.id, chain, row);
		tables.outbox.arrived(chain.last);
	}
	return chain;
}
