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
 * A person's history that reads from storage only as far back as conditions ask, and each row once. Of events of one moment,
 * those that arrived first come first. Lives as long as one transaction.
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
		for (const [name, list] of byName(events)) this.#keep(name, [...this.#named(name), ...list]);
	}

	query(event: string, fromMs: number, toMs: number): readonly HistoryEvent[] {
		if (fromMs <= this.#unreadUntil) this.#readBackTo(fromMs);
		return spanOf(this.#named(event), fromMs, toMs);
	}

	#readBackTo(fromMs: number): void {
		const rows: (readonly StoredEvent[])[] = [];
		while (fromMs <= this.#unreadUntil) {
			const row = this.#past.next(fromMs);
			if (row) rows.push(row.events);
			this.#unreadUntil = row?.restUntil ?? Number.NEGATIVE_INFINITY;
			if (!row) break;
		}
		// What is read now arrived before all that is in memory.
		for (const [name, list] of byName(rows.reverse().flat())) this.#keep(name, [...list, ...this.#named(name)]);
	}

	#named(name: string): readonly HistoryEvent[] {
		return this.#byName.get(name) ?? [];
	}

	#keep(name: string, events: HistoryEvent[]): void {
		this.#byName.set(
			name,
			events.sort((a, b) => a.at - b.at),
		);
	}
}

function byName(events: readonly StoredEvent[]): Map<string, HistoryEvent[]> {
	const lists = new Map<string, HistoryEvent[]>();
	for (const stored of events) {
		const list = lists.get(stored.e);
		if (list) list.push(asHistory(stored));
		else lists.set(stored.e, [asHistory(stored)]);
	}
	return lists;
}

/** Those of a span, ms and inclusive, of events that are the oldest first. Mostly all of them, which costs nothing. */
export function spanOf(events: readonly HistoryEvent[], fromMs: number, toMs: number): readonly HistoryEvent[] {
	const [first, last] = [events[0], events.at(-1)];
	if (!first || !last || (first.at >= fromMs && last.at <= toMs)) return events;
	return events.filter(({ at }) => at >= fromMs && at <= toMs);
}
