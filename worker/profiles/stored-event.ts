import type { HistoryEvent } from '../../core/condition/types.ts';
import { type Bag, type Event, type EventType, eventTypes } from '../../core/event/index.ts';
import type { Source } from './profile.ts';

/** Who said that something happened; `edgewise` is the product itself, which tells what became of a message. */
export type Teller = Source | 'edgewise';

/** Identities that an event carries. */
export type CarriedKind = 'anonymousId' | 'userId';

/** How an event is tied to the profile that has it. */
export interface Ties {
	/** Identities that the event carries though another profile has them, or nobody. */
	readonly elsewhere: readonly CarriedKind[];
	/** It is here by the claim of somebody with only the public key to be its user. */
	readonly byClaim: boolean;
}

/** An event with what is known of it beyond itself. */
export interface Said extends Ties {
	readonly event: Event;
	/** Empty for what Edgewise itself tells. */
	readonly siteId: string;
	readonly source: Teller;
}

/** An event as a batch row keeps it. Keys are one letter because there are a million of them. */
export interface StoredEvent {
	/** messageId */
	readonly i: string;
	/** type */
	readonly t: string;
	/** event name */
	readonly e: string;
	/** timestamp, ms */
	readonly a: number;
	/** received, ms */
	readonly r: number;
	/** site id */
	readonly s: string;
	/** properties */
	readonly p: Bag;
	/** context */
	readonly c: Bag;
	/** anonymousId, userId, traits, when there are any */
	readonly n?: string;
	readonly u?: string;
	readonly x?: Bag;
	/** 1: the person's first page view of its day on the site */
	readonly v?: 1;
	/** groupId, and previousId (who they were before), when there are any */
	readonly g?: string;
	readonly b?: string;
	/** Who said it, when it was no browser. Rows from before this was kept have none: then the least is believed. */
	readonly w?: Source;
	/** Identities that are not this profile's, when there are any */
	readonly k?: readonly CarriedKind[];
	/** 1: here by a claim */
	readonly l?: 1;
}

export function packEvent({ event, siteId, source, elsewhere, byClaim }: Said): StoredEvent {
	return {
		i: event.messageId,
		t: event.type,
		e: event.event,
		a: event.timestamp,
		r: event.receivedAt,
		s: siteId,
		p: event.properties,
		c: event.context,
		...(event.anonymousId !== null && { n: event.anonymousId }),
		...(event.userId !== null && { u: event.userId }),
		...(event.traits !== null && { x: event.traits }),
		...(event.groupId !== undefined && { g: event.groupId }),
		...(event.previousId !== undefined && { b: event.previousId }),
		...(source !== 'browser' && source !== 'edgewise' && { w: source }),
		...(elsewhere.length > 0 && { k: elsewhere }),
		...(byClaim && { l: 1 as const }),
	};
}

/** What `packEvent` was given. Edgewise's own events belong to no site, and that is how they are known. */
export function unpackEvent(stored: StoredEvent): Said {
	const event: Event = {
		messageId: stored.i,
		type: typeOf(stored),
		event: stored.e,
		anonymousId: stored.n ?? null,
		userId: stored.u ?? null,
		timestamp: stored.a,
		receivedAt: stored.r,
		properties: stored.p,
		traits: stored.x ?? null,
		...(stored.g !== undefined && { groupId: stored.g }),
		...(stored.b !== undefined && { previousId: stored.b }),
		context: stored.c,
	};
	const source = stored.s === '' ? 'edgewise' : (stored.w ?? 'browser');
	return { event, siteId: stored.s, source, elsewhere: stored.k ?? [], byClaim: stored.l === 1 };
}

function typeOf({ t }: StoredEvent): EventType {
	return eventTypes.find((known) => known === t) ?? 'track';
}

/** The event as conditions see it. */
export function asHistory(stored: StoredEvent): HistoryEvent {
	return { event: stored.e, at: stored.a, properties: stored.p, context: stored.c };
}

/**
 * A batch's events as one text. Events of one page share their context, which is most of their size: each distinct
 * context is written once, and events point to it.
 */
export function packEvents(events: readonly StoredEvent[]): string {
	const contexts: Bag[] = [];
	const places = new Map<Bag | string, number>();
	const pointing = events.map((event) => {
		let place = places.get(event.c);
		if (place === undefined) {
			const text = JSON.stringify(event.c);
			place = places.get(text) ?? contexts.push(event.c) - 1;
			places.set(text, place).set(event.c, place);
		}
		return { ...event, c: place };
	});
	return JSON.stringify([contexts, pointing]);
}

/** The events that `packEvents` wrote. */
export function unpackEvents(text: string): StoredEvent[] {
	const [contexts, pointing]: [Bag[], (Omit<StoredEvent, 'c'> & { readonly c: number })[]] = JSON.parse(text);
	// They were made just now, and are nobody else's: copies would be half of what a history costs.
	return pointing.map((event) => Object.assign(event, { c: contexts[event.c] ?? {} }));
}
