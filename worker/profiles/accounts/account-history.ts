import type { EventHistory, HistoryEvent } from '../../../core/condition/types.ts';
import { asHistory } from '../stored-event.ts';
import type { AccountEventTable } from '../tables/account-events.ts';

/** Events of one name that one look holds in memory: of more, the newest. */
const heldMax = 100_000;

/** What members of an account did while they were members. Counts what is read, for that is what working out costs. */
export class AccountHistory implements EventHistory {
	/** Events that were read so far. */
	read = 0;
	readonly #events: AccountEventTable;
	readonly #accountId: string;

	constructor(events: AccountEventTable, accountId: string) {
		this.#events = events;
		this.#accountId = accountId;
	}

	query(event: string, fromMs: number, toMs: number): readonly HistoryEvent[] {
		const rows: HistoryEvent[][] = [];
		let found = 0;
		const [from, to] = [Math.max(fromMs, Number.MIN_SAFE_INTEGER), Math.min(toMs, Number.MAX_SAFE_INTEGER)];
		for (const row of this.#events.rows(this.#accountId, from, to)) {
			this.read += row.events.length;
			const held = row.events.filter(({ e, a }) => e === event && a >= fromMs && a <= toMs).map(asHistory);
			rows.push(held);
			found += held.length;
			if (found >= heldMax) break;
		}
		// The latest rows were read first; of events of one moment, those that arrived first come first.
		return rows
			.reverse()
			.flat()
			.sort((a, b) => a.at - b.at);
	}

	/** All events of some names, row by row, in the order of time. */
	*parts(names: ReadonlySet<string>): Generator<readonly HistoryEvent[]> {
		for (const { events } of this.#events.oldestFirst(this.#accountId)) {
			this.read += events.length;
			const named = events.filter(({ e }) => names.has(e));
			if (named.length > 0) yield named.map(asHistory);
		}
	}
}
