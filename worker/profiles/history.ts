import type { EventHistory, HistoryEvent } from '../../core/condition/types.ts';
import { asHistory, type StoredEvent } from './stored-event.ts';

/** A person's rows of events, the newest row first. */
export interface Past {
	/** The newest time of an event in any row, ms; -Infinity when there is none. */
	readonly until: number;
	readonly rows: Iterator<PastRow>;
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
	readonly #rows: Iterator<PastRow>;
	readonly #byName = new Map<string, HistoryEvent[]>();
	/** Events after this are in memory, all of them. */
	#unreadUntil: number;

	constructor({ until, rows }: Past) {
		this.#rows = rows;
		this.#unreadUntil = until;
	}

	/** Adds events that are not stored yet, and that the rows do not have. */
	tell(events: readonly StoredEvent[]): void {
		sort(new Set(events.map((stored) => this.#add(stored))));
	}

	query(event: string, fromMs: number, toMs: number): readonly HistoryEvent[] {
		if (fromMs <= this.#unreadUntil) this.#readBackTo(fromMs);
		const events = this.#byName.get(event);
		if (!events) return [];
		return events.filter(({ at }) => at >= fromMs && at <= toMs);
	}

	#readBackTo(fromMs: number): void {
		const grown = new Set<HistoryEvent[]>();
		while (fromMs <= this.#unreadUntil) {
			const next = this.#rows.next();
			for (const stored of next.done ? [] : next.value.events) grown.add(this.#add(stored));
			this.#unreadUntil = next.done ? Number.NEGATIVE_INFINITY : next.value.restUntil;
			if (next.done) break;
		}
		sort(grown);
	}

	#add(stored: StoredEvent): HistoryEvent[] {
		const list = this.#byName.get(stored.e) ?? [];
		if (list.push(asHistory(stored)) === 1) this.#byName.set(stored.e, list);
		return list;
	}
}

function sort(lists: ReadonlySet<HistoryEvent[]>): void {
	for (const list of lists) list.sort((a, b) => a.at - b.at);
}
