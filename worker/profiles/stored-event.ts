import type { HistoryEvent } from '../../core/condition/types.ts';
import type { Bag, Event } from '../../core/event/index.ts';

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
}

export function packEvent(event: Event, siteId: string): StoredEvent {
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
	};
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
	const places = new Map<string, number>();
	const pointing = events.map((event) => {
		const key = JSON.stringify(event.c);
		const known = places.get(key);
		const place = known ?? contexts.push(event.c) - 1;
		if (known === undefined) places.set(key, place);
		return { ...event, c: place };
	});
	return JSON.stringify([contexts, pointing]);
}

/** The events that `packEvents` wrote. */
export function unpackEvents(text: string): StoredEvent[] {
	const [contexts, pointing]: [Bag[], (Omit<StoredEvent, 'c'> & { readonly c: number })[]] = JSON.parse(text);
	return pointing.map((event) => ({ ...event, c: contexts[event.c] ?? {} }));
}
