import type { Event } from '../../core/event/index.ts';
import { fold, nothingTouched, traitsMax } from './fold.ts';
import { newProfile, type Profile, type Source } from './profile.ts';
import { packRows } from './rows.ts';
import { historyOf, settlePerson, type Turn } from './settle.ts';
import { packEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';

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
	const before = tables.profile(profileId);
	const { fresh, duplicates, full } = sift(tables, before, profileId, events);
	if (fresh.length === 0 || (before === null && fresh.every(isRefusal))) {
		return { accepted: [], duplicates, full, profile: before, dueAt: Number.POSITIVE_INFINITY };
	}
	const touched = nothingTouched();
	let folded = before ?? newProfile(profileId, now);
	for (const event of fresh) folded = fold(folded, event, source, touched);
	const stored = fresh.map((event) => packEvent(event, siteId));
	for (const row of packRows(stored)) tables.saveBatch(profileId, row);
	const isNew = before === null;
	const history = historyOf(tables, profileId, isNew ? stored : undefined);
	const settled = settlePerson(turn, folded, history, { change: touched, events: fresh, isNew });
	return { accepted: fresh, duplicates, full, ...settled };
}

/** Who refuses analytics is noted where they are known, and is not made known by it. */
function isRefusal({ event, properties }: Event): boolean {
	return event === 'Consent Updated' && properties.analytics === false;
}

/** Tells new events from those that the person already has, in storage or earlier in the same batch. */
function sift(tables: Tables, profile: Profile | null, profileId: string, events: readonly Event[]) {
	const seen = profile ? knownIds(tables, profileId, events) : new Set<string>();
	const fresh: Event[] = [];
	const full: number[] = [];
	let duplicates = 0;
	const traits = new Set(Object.keys(profile?.traits ?? {}));
	for (const [position, event] of events.entries()) {
		if (seen.has(event.messageId)) {
			duplicates++;
			continue;
		}
		const said = event.type === 'identify' ? Object.keys(event.traits ?? {}) : [];
		if (said.length > 0 && new Set([...traits, ...said]).size > traitsMax) {
			full.push(position);
			continue;
		}
		for (const key of said) traits.add(key);
		seen.add(event.messageId);
		fresh.push(event);
	}
	return { fresh, duplicates, full };
}

function knownIds(tables: Tables, profileId: string, events: readonly Event[]): Set<string> {
	// Imports may span years: each row's worth of time is looked up by itself.
	const known = new Set<string>();
	for (const span of packRows(events.map((event) => packEvent(event, '')))) {
		const ids = span.events.map((event) => event.i);
		for (const id of tables.knownIds(profileId, ids, span.at, span.until)) known.add(id);
	}
	return known;
}
