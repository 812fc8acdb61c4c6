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
