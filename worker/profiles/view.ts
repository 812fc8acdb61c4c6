import type { HistoryEvent, Subject } from '../../core/condition/types.ts';
import type { ConsentState } from '../../core/consent/types.ts';
import type { Bag } from '../../core/event/index.ts';
import type { Enrollment } from '../../core/journey/types.ts';
import { profileAttributes } from './attributes.ts';
import type { Definitions } from './definitions.ts';
import type { Delivery } from './delivery.ts';

import { displayName, type Profile, type TraitValue, traitText } from './profile.ts';
import { historyOf } from './settle.ts';
import { asHistory, type StoredEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** How far back a view's events go: conditions on pages look at most this far. */
const viewDays = 366;
const dayMs = 86_400_000;
const timelinePage = 50;

/** What a page or a decision needs of a person. */
export interface ProfileView {
	readonly id: string;
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly segments: readonly string[];
	readonly events: readonly HistoryEvent[];
	readonly consent: ConsentState;
}

/** Everything that a teammate sees of a person but the timeline. Moments are ISO instants. */
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
	readonly traits: Readonly<Record<string, Omit<TraitValue, 'at'> & { readonly at: string }>>;
	readonly identities: readonly { readonly kind: string; readonly value: string }[];
	readonly consent: ConsentState;
	readonly segments: readonly { readonly id: string; readonly name: string; readonly since: string }[];
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

export function viewProfile(tables: Tables, id: string, names: readonly string[], now: number): ProfileView | null {
	const profile = tables.profiles.read(id);
	if (!profile) return null;
	const wanted = new Set(names);
	const events = names.length === 0 ? [] : tables.batches.between(profile.chain, now - viewDays * dayMs, now + dayMs);
	return {
		id,
		attributes: profileAttributes(profile),
		segments: Object.keys(profile.segments),
		events: events
			.filter(({ e }) => wanted.has(e))
			.map(asHistory)
			.sort((a, b) => a.at - b.at),
		consent: profile.consent,
	};
}

/** A person as conditions ask about them; null for nobody. */
export function subjectOf(tables: Tables, id: string): Subject | null {
	const profile = tables.profiles.read(id);
	if (!profile) return null;
	return {
		attributes: profileAttributes(profile),
		events: historyOf(tables, profile),
		segments: new Set(Object.keys(profile.segments)),
	};
}

export function viewDetail(tables: Tables, definitions: Definitions, id: string): ProfileDetail | null {
	const profile = tables.profiles.read(id);
	if (!profile) return null;
	const names = new Map(definitions.segments.map((segment) => [segment.id, segment.name]));
	return {
		...summaryOf(profile),
		traits: Object.fromEntries(
			Object.entries(profile.traits).map(([key, trait]) => [key, { ...trait, at: instant(trait.at) }]),
		),
		identities: identitiesOf(profile),
		consent: profile.consent,
		segments: Object.entries(profile.segments)
			.filter(([segment]) => names.has(segment))
			.map(([segment, since]) => ({ id: segment, name: names.get(segment) ?? segment, since: instant(since) })),
		enrollments: tables.enrollments.of(id),
		deliveries: tables.deliveries.of(id),
	};
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

function identitiesOf(profile: Profile) {
	const email = traitText(profile, 'email');
	return [
		{ kind: 'anonymousId', value: profile.id },
		...(profile.userId === null ? [] : [{ kind: 'userId', value: profile.userId }]),
		...(email === null ? [] : [{ kind: 'email', value: email }]),
	];
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

function timelineItem(stored: StoredEvent): TimelineItem {
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

function instant(ms: number): string {
	return new Date(ms).toISOString();
}

function text(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
