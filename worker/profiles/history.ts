import type { EventHistory, HistoryEvent } from '../../core/condition/types.ts';
import { asHistory, type StoredEvent } from './stored-event.ts';

/** A person's rows of events, the newest row first. */
export interface Past {
	/** The newest time of an event in any row, ms; -Infinity when there is none. */
	readonly until: number;
	/** Reads on: one row, as far as rows with events from `fromMs` on are wanted; null when there is none. */
	next(fromMs: number): PastRow | null;
}

export interface PastRow {
	/** In any order. */
	readonly events: readonly StoredEvent[];
	/** The newest time of an event in the rows behind this one, ms; -Infinity when there is none. */
	readonly restUntil: number;
}

/**
 * A person's history that reads from storage only as far back as conditions ask, and each row once.
 * Lives as long as one transaction.
 */
export class LazyHistory implements EventHistory {
	readonly #past: Past;
	/** Lists that were handed out never change: a list that grows is another one. */
	readonly #byName = new Map<string, readonly HistoryEvent[]>();
	/** Events after this are in memory, all of them. */
	#unreadUntil: number;

	constructor(past: Past) {
		this.#past = past;
		this.#unreadUntil = past.until;
	}

	/** Adds events that are not stored yet, and that the rows do not have. */
	tell(events: readonly StoredEvent[]): void {
		this.#add(events);
	}

	query(event: string, fromMs: number, toMs: number): readonly HistoryEvent[] {
		if (fromMs <= this.#unreadUntil) this.#readBackTo(fromMs);
		return spanOf(this.#byName.get(event) ?? [], fromMs, toMs);
	}

	#readBackTo(fromMs: number): void {
		const read: StoredEvent[] = [];
		while (fromMs <= this.#unreadUntil) {
			const row = this.#past.next(fromMs);
			if (row) read.push(...row.events);
			this.#unreadUntil = row?.restUntil ?? Number.NEGATIVE_INFINITY;
			if (!row) break;
		}
		this.#add(read);
	}

	#add(events: readonly StoredEvent[]): void {
		const grown = new Map<string, HistoryEvent[]>();
		for (const stored of events) {
			let list = grown.get(stored.e);
			if (!list) {
				list = [...(this.#byName.get(stored.e) ?? [])];
				grown.set(stored.e, list);
			}
			list.push(asHistory(stored));
		}
		for (const [name, list] of grown)
			this.#byName.set(
				name,
				list.sort((a, b) => a.at - b.at),
			);
	}
}

/** Those of a span, ms and inclusive, of events that are the oldest first. Mostly all of them, which costs nothing. */
export function spanOf(events: readonly HistoryEvent[], fromMs: number, toMs: number): readonly HistoryEvent[] {
	const [first, last] = [events[0], events.at(-1)];
	if (!first || !last || (first.at >= fromMs && last.at <= toMs)) return events;
	return events.filter(({ at }) => at >= fromMs && at <= toMs);
}
