import type { AttributeChange, HistoryEvent, Subject } from '../../core/condition/types.ts';
import type { ConsentState } from '../../core/consent/types.ts';
import type { Bag } from '../../core/event/index.ts';
import type { Enrollment } from '../../core/journey/types.ts';
import { decidedByHand } from '../segments/match.ts';
import { isClaimant } from './accounts/account-words.ts';
import { profileAttributes } from './attributes.ts';
import { changesOf } from './changes.ts';
import type { Definitions } from './definitions.ts';
import type { Delivery } from './delivery.ts';
import { instant } from './instant.ts';
import { displayName, type Profile, type TraitValue, traitText } from './profile.ts';
import { historyOf } from './settle.ts';
import { type ShownVisits, showVisits } from './show-visits.ts';
import { asHistory, type StoredEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';

const dayMs = 86_400_000;
const timelinePage = 50;

/** What the conditions of a page or a decision ask about, so that nothing else is read. */
export interface ViewQuestion {
	readonly events: readonly string[];
	/** How far back, ms; Infinity where there is no end. */
	readonly backMs: number;
	/** Attribute paths of which it matters since when they are so. */
	readonly changes: readonly string[];
}

/** What a page or a decision needs of a person. */
export interface ProfileView {
	readonly id: string;
	readonly attributes: Readonly<Record<string, unknown>>;
	/** Ids, with since when (ms). */
	readonly segments: Readonly<Record<string, number>>;
	readonly events: readonly HistoryEvent[];
	readonly changes: Readonly<Record<string, readonly AttributeChange[]>>;
	readonly consent: ConsentState;
	/** The variants that they were first seen with, by experience id. */
	readonly assignments: Readonly<Record<string, string>>;
}

/** A trait, when it was last said, and since when it is so. */
export interface ShownTrait extends Pick<TraitValue, 'value' | 'source'> {
	readonly at: string;
	readonly since: string;
}

/** Everything that a shard knows of a person, as a teammate sees it, but the timeline. Moments are ISO instants. */
export interface ProfileDetail {
	readonly id: string;
	readonly userId: string | null;
	readonly email: string | null;
	readonly name: string | null;
	readonly firstSeenAt: string;
	readonly lastSeenAt: string;
	readonly events: number;
	readonly device: string | null;
	readonly country: string | null;
	readonly visits: ShownVisits;
	/** Whose member they are, since when, and whether only a browser says so; null for nobody's. */
	readonly account: {
		readonly id: string;
		readonly name: string | null;
		readonly since: string;
		readonly isClaim: boolean;
	} | null;
	/** The computed traits, by id. */
	readonly computed: Readonly<Record<string, unknown>>;
	readonly traits: Readonly<Record<string, ShownTrait>>;
	readonly consent: ConsentState;
	readonly segments: readonly {
		readonly id: string;
		readonly name: string;
		readonly since: string;
		/** A teammate put them there. */
		readonly byHand: boolean;
	}[];
	/** Segments that a teammate keeps them out of. */
	readonly keptOut: readonly { readonly id: string; readonly name: string; readonly since: string }[];
	readonly enrollments: readonly Enrollment[];
	readonly deliveries: readonly Delivery[];
}

export interface TimelineItem {
	readonly messageId: string;
	readonly type: string;
	readonly event: string;
	readonly timestamp: string;
	readonly receivedAt: string;
	readonly properties: Bag;
	readonly traits: Bag | null;
	readonly context: Bag;
}

export interface TimelinePage {
	readonly items: readonly TimelineItem[];
	/** What to ask for next as `before`; null at the end. */
	readonly cursor: string | null;
}

export function viewProfile(tables: Tables, id: string, asks: ViewQuestion, now: number): ProfileView | null {
	const profile = tables.profiles.read(id);
	if (!profile) return null;
	const wanted = new Set(asks.events);
	const account = tables.accountCopies.read(profile.accountId);
	const events = wanted.size === 0 ? [] : tables.batches.between(profile.chain, now - asks.backMs, now + dayMs);
	return {
		id,
		attributes: profileAttributes(profile, account),
		segments: profile.segments,
		events: events
			.filter(({ e }) => wanted.has(e))
			.map(asHistory)
			.sort((a, b) => a.at - b.at),
		changes: Object.fromEntries(asks.changes.map((path) => [path, changesOf(profile, account, path)])),
		consent: profile.consent,
		assignments: Object.fromEntries(
			Object.entries(profile.assignments ?? {}).map(([id, { variantId }]) => [id, variantId]),
		),
	};
}

/** A person as conditions ask about them; null for nobody. */
export function subjectOf(tables: Tables, id: string): Subject | null {
	const profile = tables.profiles.read(id);
	if (!profile) return null;
	const account = tables.accountCopies.read(profile.accountId);
	return {
		attributes: profileAttributes(profile, account),
		events: historyOf(tables, profile),
		segments: new Map(Object.entries(profile.segments)),
		changes: (path) => changesOf(profile, account, path),
	};
}

export function viewDetail(tables: Tables, definitions: Definitions, id: string): ProfileDetail | null {
	const profile = tables.profiles.read(id);
	if (!profile) return null;
	return {
		...summaryOf(profile),
		visits: showVisits(profile),
		account: accountOf(tables, profile),
		computed: Object.fromEntries(Object.entries(profile.computed ?? {}).map(([name, { value }]) => [name, value])),
		traits: Object.fromEntries(Object.entries(profile.traits).map(([key, trait]) => [key, shownTrait(trait)])),
		consent: profile.consent,
		...membershipsOf(profile, definitions),
		enrollments: tables.enrollments.of(id),
		deliveries: tables.deliveries.of(id),
	};
}

function accountOf({ accountCopies }: Tables, profile: Profile): ProfileDetail['account'] {
	const { accountId: id, accountAt } = profile;
	if (id === null) return null;
	const traits = accountCopies.read(id)?.traits ?? {};
	const name = Object.hasOwn(traits, 'name') ? traits.name?.value : null;
	const isClaim = isClaimant(profile);
	return { id, name: text(name), since: instant(accountAt ?? profile.firstSeenAt), isClaim };
}

function membershipsOf(profile: Profile, definitions: Definitions): Pick<ProfileDetail, 'segments' | 'keptOut'> {
	const known = definitions.segments.map((segment) => ({ segment, decided: decidedByHand(profile, segment) }));
	return {
		segments: known.flatMap(({ segment: { id, name }, decided }) => {
			const since = Object.hasOwn(profile.segments, id) ? profile.segments[id] : undefined;
			return since === undefined ? [] : [{ id, name, since: instant(since), byHand: decided?.member === true }];
		}),
		keptOut: known.flatMap(({ segment: { id, name }, decided }) =>
			decided?.member === false ? [{ id, name, since: instant(decided.at) }] : [],
		),
	};
}

/** A trait as a teammate sees it. */
export function shownTrait({ value, source, at, since = at }: TraitValue): ShownTrait {
	return { value, source, at: instant(at), since: instant(since) };
}

function summaryOf(profile: Profile) {
	return {
		id: profile.id,
		userId: profile.userId,
		email: traitText(profile, 'email'),
		name: displayName(profile),
		firstSeenAt: instant(profile.firstSeenAt),
		lastSeenAt: instant(profile.lastSeenAt),
		events: profile.events,
		device: text(profile.device.type),
		country: text(profile.geo.country),
	};
}

export function timelineOf(tables: Tables, id: string, beforeMs: number): TimelinePage {
	const chain = tables.profiles.read(id)?.chain ?? null;
	const events = tables.batches.newestBefore(chain, beforeMs, timelinePage);
	const last = events.at(-1);
	return {
		items: events.map(timelineItem),
		cursor: last && events.length >= timelinePage ? instant(last.a) : null,
	};
}

/** An event as timelines show it. */
export function timelineItem(stored: StoredEvent): TimelineItem {
	return {
		messageId: stored.i,
		type: stored.t,
		event: stored.e,
		timestamp: instant(stored.a),
		receivedAt: instant(stored.r),
		properties: stored.p,
		traits: stored.x ?? null,
		context: stored.c,
	};
}

function text(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
