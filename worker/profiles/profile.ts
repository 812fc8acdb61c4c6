import type { ConsentState } from '../../core/consent/types.ts';
import type { Sessions, Touches } from '../../core/session/index.ts';
import type { ByHand } from '../segments/match.ts';
import type { Assignments } from './assignments.ts';
import type { ComputedValues } from './compute-traits.ts';

/**
 * Where a value came from: a server with the secret key is verified, a browser only claims, and `enrichment` was looked up
 * somewhere, and stands over nobody's own word.
 */
export type Source = 'browser' | 'server' | 'import' | 'teammate' | 'enrichment';

/** Whose word counts more, whenever it was said. Of equal ranks the newer word stands. */
export function rankOf(source: Source): number {
	if (source === 'enrichment') return 0;
	return source === 'browser' ? 1 : 2;
}

export interface TraitValue {
	readonly value: unknown;
	/** When it was said, ms. */
	readonly at: number;
	readonly source: Source;
	/** Since when it is so, ms, when that was before it was last said. */
	readonly since?: number;
	/** What it was before, oldest first: the last few values, for conditions that ask how long. */
	readonly earlier?: readonly EarlierValue[];
}

/** A value that a trait once took, ms. */
export type EarlierValue = readonly [sinceMs: number, value: unknown];

/** A word on whose member a person is from a moment (ms) on. */
export interface AccountWord {
	readonly at: number;
	/** Null where what was named has been erased since: then they belong to nobody. */
	readonly id: string | null;
	/** A browser said it. */
	readonly isClaim?: true;
}

/** Where a person's events are: the last of their batches, and the newest time of an event in any. */
export interface EventChain {
	readonly last: number;
	readonly until: number;
}

/** What we keep of a person, known or not: one row of its shard. All moments are ms since 1970. */
export interface Profile {
	readonly id: string;
	readonly userId: string | null;
	/** The account they belong to, and since when. */
	readonly accountId: string | null;
	readonly accountAt?: number;
	/** The words by which they came to it, oldest first; those of before `accountWords` was kept are a browser's. */
	readonly accountWords?: readonly AccountWord[];
	readonly traits: Readonly<Record<string, TraitValue>>;
	readonly consent: ConsentState;
	readonly geo: Readonly<Record<string, unknown>>;
	readonly device: Readonly<Record<string, unknown>>;
	readonly utm: Readonly<Record<string, unknown>>;
	/** The time zone that the person's browser named last. */
	readonly timezone?: string;
	/** Since when parts of geo, device and utm are what they are, `geo.country`; who has none here has had it since first seen. */
	readonly seenSince?: Readonly<Record<string, number>>;
	readonly firstSeenAt: number;
	readonly lastSeenAt: number;
	/** Events and page views ever accepted. */
	readonly events: number;
	readonly pages: number;
	/** When they came, and what led them here; undefined before the first visit. */
	readonly sessions?: Sessions | undefined;
	readonly touches?: Touches;
	/** What their events amount to, by the ids of the computed traits. */
	readonly computed?: ComputedValues;
	/** The variants that they were first seen with. */
	readonly assignments?: Assignments;
	/** The last day (UTC, since 1970) on which they viewed a page, by site. */
	readonly viewDays?: Readonly<Record<string, number>>;
	/** Segments the person is in, with since when. */
	readonly segments: Readonly<Record<string, number>>;
	/** When a segment's answer could change with no new data; only segments for which it can. */
	readonly segmentsDue: Readonly<Record<string, number>>;
	/** What teammates decided about the person and a segment; it outranks the segment's rule. */
	readonly byHand?: Readonly<Record<string, ByHand>>;
	readonly chain: EventChain | null;
	/** The oldest event that is still stored, ms, once older ones have been dropped. */
	readonly keptFrom?: number;
	/** Raised with every write: what is written behind never goes back in time. */
	readonly version: number;
}

export function newProfile(id: string, now: number): Profile {
	return {
		id,
		userId: null,
		accountId: null,
		traits: {},
		consent: {},
		geo: {},
		device: {},
		utm: {},
		firstSeenAt: now,
		lastSeenAt: 0,
		events: 0,
		pages: 0,
		segments: {},
		segmentsDue: {},
		chain: null,
		version: 0,
	};
}

/** A trait as text, or null when it is not a usable text. */
export function traitText(profile: Profile, key: string): string | null {
	const value = Object.hasOwn(profile.traits, key) ? profile.traits[key]?.value : undefined;
	return typeof value === 'string' && value !== '' ? value : null;
}

/** How a person is called in lists: name, else first and last name, else null. */
export function displayName(profile: Profile): string | null {
	const parts = [traitText(profile, 'firstName'), traitText(profile, 'lastName')].filter((part) => part !== null);
	return traitText(profile, 'name') ?? (parts.length > 0 ? parts.join(' ') : null);
}
