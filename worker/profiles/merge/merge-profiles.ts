import { purposes } from '../../../core/consent/purposes.ts';
import type { ConsentState, Purpose } from '../../../core/consent/types.ts';
import { isBag } from '../../../core/event/index.ts';
import { addTouch, sessionsOf } from '../../../core/session/index.ts';
import { accountBy, accountWordsOf } from '../accounts/account-words.ts';
import { earliestAssignments } from '../assignments.ts';
import type { Profile } from '../profile.ts';
import { mergeTraits } from './merge-traits.ts';
import { inTime, type SeenWord, type Told } from './told.ts';

/** What both persons' events tell, and how much of it both had. */
export interface Shared {
	readonly told: Told;
	/** Events, and page views among them, that both have: each counts once. */
	readonly events: number;
	readonly pages: number;
}

/**
 * One person out of two: `target` stays, with its id and its chain of events, and has all that `source` had. Whoever is
 * merged into a target, in whatever order, makes the same person of it. Segments keep since when; whether they still hold is
 * to be asked again. Of two users, whom a teammate has merged, the target's userId stays the profile's; the other finds it too.
 */
export function mergeProfiles(target: Profile, source: Profile, { told, events, pages }: Shared): Profile {
	const viewDays = latest(target.viewDays, source.viewDays);
	const byHand = lastDecided(target.byHand, source.byHand);
	return {
		...target,
		userId: target.userId ?? source.userId,
		...accountIn(told, target, source),
		traits: mergeTraits(target.traits, source.traits, told.identifies),
		consent: stricter(target.consent, source.consent),
		...lastSeen(target, source, told),
		...visitsIn(told),
		...earliestAssignments(target.assignments, source.assignments),
		firstSeenAt: Math.min(target.firstSeenAt, source.firstSeenAt),
		lastSeenAt: Math.max(target.lastSeenAt, source.lastSeenAt),
		events: target.events + source.events - events,
		pages: target.pages + source.pages - pages,
		...(Object.keys(viewDays).length > 0 && { viewDays }),
		segments: earliest(target.segments, source.segments),
		segmentsDue: {},
		...(Object.keys(byHand).length > 0 && { byHand }),
		version: Math.max(target.version, source.version),
	};
}

/** Sessions and touches, of all visits in the order of time. */
export function visitsIn({ visits }: Told): Pick<Profile, 'sessions' | 'touches'> {
	if (visits.length === 0) return {};
	const ordered = visits.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
	return { sessions: sessionsOf(ordered) ?? undefined, touches: ordered.reduce(addTouch, {}) };
}

/** Whose member somebody is, by all that was said of it and by what profiles remember of what is not kept any more. */
export function accountIn({ accountWords }: Told, ...profiles: readonly Profile[]): ReturnType<typeof accountBy> {
	return accountBy([...accountWords, ...profiles.flatMap(accountWordsOf)]);
}

/** What teammates decided last about each segment; of one moment, that they are kept out. */
function lastDecided(one: Profile['byHand'] = {}, other: Profile['byHand'] = {}): NonNullable<Profile['byHand']> {
	const merged = new Map(Object.entries(one));
	for (const [id, decided] of Object.entries(other)) {
		const before = merged.get(id);
		if (!before || decided.at > before.at || (decided.at === before.at && !decided.member)) merged.set(id, decided);
	}
	return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Who refused anywhere has refused: of each purpose a refusal stands over any grant, and the later word over the earlier. */
export function stricter(one: ConsentState, other: ConsentState): ConsentState {
	const merged: { [P in Purpose]?: ConsentState[P] } = {};
	for (const purpose of purposes) {
		const [a, b] = [one[purpose], other[purpose]];
		if (!a || !b) {
			const said = a ?? b;
			if (said) merged[purpose] = said;
		} else if (a.granted !== b.granted) merged[purpose] = a.granted ? b : a;
		else if (a.at !== b.at) merged[purpose] = a.at > b.at ? a : b;
		else merged[purpose] = JSON.stringify(a) >= JSON.stringify(b) ? a : b;
	}
	return merged;
}

/** As many parts of a bag as are followed when events are folded. */
const partsMax = 20;

type Seen = Pick<Profile, 'geo' | 'device' | 'utm' | 'timezone' | 'seenSince'>;

/** As the newest event that says so tells it; where no event is left that does, as the one seen later has it. */
function lastSeen(target: Profile, source: Profile, { seen }: Told): Seen {
	const [newer, older] = target.lastSeenAt >= source.lastSeenAt ? [target, source] : [source, target];
	const places = { geo: inTime(seen.geo), device: inTime(seen.device), utm: inTime(seen.utm) };
	const of = (name: 'geo' | 'device' | 'utm') => {
		const word = places[name].at(-1)?.value;
		if (isBag(word)) return word;
		return Object.keys(newer[name]).length > 0 ? newer[name] : older[name];
	};
	const word = inTime(seen.timezone).at(-1)?.value;
	const timezone = typeof word === 'string' ? word : (newer.timezone ?? older.timezone);
	return {
		geo: of('geo'),
		device: of('device'),
		utm: of('utm'),
		...(timezone !== undefined && { timezone }),
		seenSince: Object.fromEntries(
			Object.entries(places).flatMap(([name, words]) =>
				Object.keys(words.at(-1)?.value ?? {})
					.slice(0, partsMax)
					.map((key) => [`${name}.${key}`, sinceOf(words, key)]),
			),
		),
	};
}

/** Since when the last word's part is what it is: as far back as words say the same of it. */
function sinceOf(words: readonly SeenWord[], key: string): number {
	const text = (word: SeenWord | undefined) =>
		isBag(word?.value) && Object.hasOwn(word.value, key) ? JSON.stringify(word.value[key]) : undefined;
	const last = words.at(-1);
	const change = words.findLastIndex((word) => text(word) !== text(last));
	return words[change + 1]?.at ?? 0;
}

type Moments = Readonly<Record<string, number>>;

function latest(one: Moments = {}, other: Moments = {}): Moments {
	return combined(one, other, Math.max);
}

function earliest(one: Moments, other: Moments): Moments {
	return combined(one, other, Math.min);
}

function combined(one: Moments, other: Moments, choose: (a: number, b: number) => number): Moments {
	const merged = new Map(Object.entries(one));
	for (const [key, at] of Object.entries(other)) {
		const before = merged.get(key);
		merged.set(key, before === undefined ? at : choose(before, at));
	}
	return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}
