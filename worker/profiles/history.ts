import type { EventHistory, HistoryEvent } from '../../core/condition/types.ts';
import { asHistory, type StoredEvent } from './stored-event.ts';

/** Reads stored events of one person whose time lies in a span: `fromMs <= at <= toMs`, in any order. */
export type ReadSpan = (fromMs: number, toMs: number) => readonly StoredEvent[];

/**
 * A person's history that reads from storage only as far back as conditions ask, and each span once.
 * Lives as long as one transaction.
 */
export class LazyHistory implements EventHistory {
	readonly #read: ReadSpan;
	readonly #byName = new Map<string, HistoryEvent[]>();
	/** All events from here on are in memory. */
	#loadedFrom: number;

	/** @param complete all events of the person, when they are at hand: then nothing is read. */
	constructor(read: ReadSpan, complete?: readonly StoredEvent[]) {
		this.#read = read;
		this.#loadedFrom = complete ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
		if (complete) this.#add(complete);
	}

	query(event: string, fromMs: number, toMs: number): readonly HistoryEvent[] {
		if (fromMs < this.#loadedFrom) {
			this.#add(this.#read(fromMs, this.#loadedFrom).filter((stored) => stored.a < this.#loadedFrom));
			this.#loadedFrom = fromMs;
		}
		const events = this.#byName.get(event);
		if (!events) return [];
		return events.filter(({ at }) => at >= fromMs && at <= toMs);
	}

	#add(stored: readonly StoredEvent[]): void {
		const grown = new Set<string>();
		for (const one of stored) {
			const list = this.#byName.get(one.e);
			if (list) list.push(asHistory(one));
			else this.#byName.set(one.e, [asHistory(one)]);
			grown.add(one.e);
		}
		for (const name of grown) this.#byName.get(name)?.sort((a, b) => a.at - b.at);
	}
}
