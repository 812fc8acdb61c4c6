import type { Subject } from '../../core/condition/types.ts';
import type { Event } from '../../core/event/index.ts';
import { react } from '../journeys/react.ts';
import { prepare } from '../messages/prepare.ts';
import { type Change, matchSegments } from '../segments/match.ts';
import { profileAttributes } from './attributes.ts';
import type { Definitions } from './definitions.ts';
import type { Delivery } from './delivery.ts';
import { fold, nothingTouched, traitsMax } from './fold.ts';
import { LazyHistory } from './history.ts';
import { newProfile, type Profile, type Source } from './profile.ts';
import { packRows } from './rows.ts';
import { packEvent, type StoredEvent } from './stored-event.ts';
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
}

/**
 * Takes in one person's events: dedupe, store, fold, match segments, advance journeys, note deliveries.
 * Synchronous, so that the caller's transaction holds all of it or nothing.
 */
export function ingestPerson(
	tables: Tables,
	definitions: Definitions,
	siteId: string,
	source: Source,
	{ profileId, events }: PersonBatch,
	now: number,
): PersonResult {
	const before = tables.profile(profileId);
	const { fresh, duplicates, full } = sift(tables, before, profileId, events);
	if (fresh.length === 0 || (before === null && fresh.every(isRefusal))) {
		return { accepted: [], duplicates, full, profile: before };
	}
	const touched = nothingTouched();
	let profile = before ?? newProfile(profileId, now);
	for (const event of fresh) profile = fold(profile, event, source, touched);
	const stored = fresh.map((event) => packEvent(event, siteId));
	for (const row of packRows(stored)) tables.saveBatch(profileId, row);
	const history = historyOf(tables, profileId, before ? undefined : stored);
	const saved = settlePerson(tables, definitions, profile, history, touched, fresh, before === null, now);
	return { accepted: fresh, duplicates, full, profile: saved };
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
	let traits = Object.keys(profile?.traits ?? {}).length;
	for (const [position, event] of events.entries()) {
		if (seen.has(event.messageId)) {
			duplicates++;
			continue;
		}
		const added = event.type === 'identify' ? newTraits(profile, event) : 0;
		if (traits + added > traitsMax) {
			full.push(position);
			continue;
		}
		traits += added;
		seen.add(event.messageId);
		fresh.push(event);
	}
	return { fresh, duplicates, full };
}

function newTraits(profile: Profile | null, event: Event): number {
	return Object.keys(event.traits ?? {}).filter((key) => !profile || !Object.hasOwn(profile.traits, key)).length;
}

function knownIds(tables: Tables, profileId: string, events: readonly Event[]): Set<string> {
	// Imports may span years: each row's worth of time is looked up by itself.
	const known = new Set<string>();
	const spans = packRows(events.map((event) => packEvent(event, '')));
	for (const span of spans) {
		const ids = span.events.map((event) => event.i);
		for (const id of tables.knownIds(profileId, ids, span.at, span.until)) known.add(id);
	}
	return known;
}

export function historyOf(tables: Tables, profileId: string, complete?: readonly StoredEvent[]): LazyHistory {
	return new LazyHistory((fromMs, toMs) => tables.events(profileId, fromMs, toMs), complete);
}

/** Matches segments, lets journeys react, and saves the person with the moment of its next attention. */
export function settlePerson(
	tables: Tables,
	definitions: Definitions,
	folded: Profile,
	history: LazyHistory,
	change: Change | null,
	fresh: readonly Event[],
	isNew: boolean,
	now: number,
): Profile {
	const attributes = profileAttributes(folded);
	const subject = { attributes, events: history };
	const all = isNew ? null : change;
	const standing = matchSegments(definitions.segments, subject, folded, all, now);
	const profile = { ...folded, ...standing, version: folded.version + 1 };
	const dueAt = reactAndSave(
		tables,
		definitions,
		profile,
		{ ...subject, segments: new Set(Object.keys(standing.segments)) },
		fresh,
		isNew,
		now,
	);
	tables.saveProfile(profile, earliest([dueAt, ...Object.values(standing.segmentsDue)]));
	return profile;
}

/** Returns the earliest moment at which one of the person's enrollments goes on; Infinity if none does. */
function reactAndSave(
	tables: Tables,
	definitions: Definitions,
	profile: Profile,
	subject: Subject,
	fresh: readonly Event[],
	isNew: boolean,
	now: number,
): number {
	const existing = isNew ? [] : tables.enrollments(profile.id);
	const { enrollments, effects } = react(definitions.journeys, profile.id, existing, fresh, subject, now);
	const byId = new Map([...existing, ...enrollments].map((enrollment) => [enrollment.id, enrollment]));
	for (const enrollment of enrollments) tables.saveEnrollment(enrollment);
	for (const effect of effects) {
		const enrollment = byId.get(effect.enrollmentId);
		if (!enrollment || tables.delivery(effect.id)) continue;
		const rule = definitions.messages.get(effect.messageId);
		const delivery = prepare(effect, enrollment, profile, rule, consentModeOf(definitions), now);
		tables.saveDelivery(delivery, whenNext(delivery, now));
	}
	return Math.min(
		Number.POSITIVE_INFINITY,
		...[...byId.values()].map(({ dueAt }) => dueAt ?? Number.POSITIVE_INFINITY),
	);
}

/** The strictest of the workspace's sites decides: a person is one person on all of them. */
export function consentModeOf(definitions: Definitions): 'required' | 'implied' {
	return [...definitions.consentModes.values()].includes('required') ? 'required' : 'implied';
}

function whenNext(delivery: Delivery, now: number): number | null {
	return delivery.state === 'due' ? now : null;
}

function earliest(moments: readonly number[]): number | null {
	const first = Math.min(...moments);
	return first === Number.POSITIVE_INFINITY ? null : Math.ceil(first);
}
