import type { Past } from '../history.ts';
import type { EventChain } from '../profile.ts';
import { type BatchRow, duplicatesFrom } from '../rows.ts';
import { packEvents, type StoredEvent, unpackEvents } from '../stored-event.ts';
import { ChainRows, type Row } from './chain-rows.ts';
import type { EventIndex } from './event-index.ts';

/** A row as it is carried to another profile. */
export interface MovableRow {
	readonly seq: number;
	readonly ids: string;
	readonly body: string;
	/** The merge by which it came; empty for events that were told before, null for what arrived here. */
	readonly movedBy: string | null;
	readonly [column: string]: SqlStorageValue;
}

/** Characters of rows after which a look at what arrived last ends. */
const arrivedLastMax = 2_000_000;

/**
 * Events, a packed row a batch, in the order of arrival. A person's rows are a chain: the profile knows the last row, and
 * each row the one before it. So a batch is one row at the end of the table, and no index grows with it. Each row also
 * says how new the rows behind it can be, so that a look at the last hour stops there.
 */
export class BatchTable {
	readonly #sql: SqlStorage;
	readonly #index: EventIndex;
	/** Of whom was asked last: an event's person is asked about several times. Rows that are stored stay as they are. */
	#lately: ChainRows | null = null;

	constructor(sql: SqlStorage, index: EventIndex) {
		this.#sql = sql;
		this.#index = index;
	}

	/**
	 * Adds a row to a person's chain; returns the chain with it.
	 * @param movedBy the merge that brings it; empty for events that are told here already
	 */
	append(profileId: string, chain: EventChain | null, row: BatchRow, movedBy: string | null = null): EventChain {
		const { seq } = this.#sql
			.exec<{ seq: number }>(
				`INSERT INTO batches (profile_id, previous, rest_until, ids, body, moved_by)
				 VALUES (?, ?, ?, ?, ?, ?) RETURNING seq`,
				profileId,
				chain?.last ?? null,
				chain?.until ?? null,
				row.ids,
				packEvents(row.events),
				movedBy,
			)
			.one();
		return { last: seq, until: Math.max(row.until, chain?.until ?? row.until) };
	}

	/** Forgets what it holds in memory: after a transaction that was rolled back, storage is the truth. */
	forget(): void {
		this.#lately = null;
	}

	/** A person's events of a span, ms and inclusive, in the order of arrival. */
	between(chain: EventChain | null, fromMs: number, toMs: number): StoredEvent[] {
		const rows = Array.from(this.#walk(chain, fromMs), ({ body }) =>
			unpackEvents(body).filter(({ a }) => a >= fromMs && a <= toMs),
		);
		return rows.reverse().flat();
	}

	/** A person's rows for a history that reads them one by one, as far back as it needs. */
	past(chain: EventChain | null): Past {
		const rows = this.#rows(chain);
		let read = 0;
		return {
			until: chain?.until ?? Number.NEGATIVE_INFINITY,
			next: (fromMs) => {
				const row = rows?.at(read++, fromMs);
				return row ? { events: unpackEvents(row.body), restUntil: row.restUntil ?? Number.NEGATIVE_INFINITY } : null;
			},
		};
	}

	/** The newest events before a moment (ms), newest first: `limit` of them, and all others of the last one's moment. */
	newestBefore(chain: EventChain | null, beforeMs: number, limit: number): StoredEvent[] {
		let found: StoredEvent[] = [];
		for (const link of this.#walk(chain, Number.NEGATIVE_INFINITY)) {
			// Of one moment, too, what came last comes first.
			found.push(
				...unpackEvents(link.body)
					.filter(({ a }) => a < beforeMs)
					.reverse(),
			);
			if (found.length < limit) continue;
			found = newest(found, limit);
			if ((link.restUntil ?? Number.NEGATIVE_INFINITY) < (found.at(-1)?.a ?? beforeMs)) break;
		}
		return newest(found, limit);
	}

	/** A person's rows as they stand, the newest first. */
	*rowsOf(chain: EventChain | null): Generator<MovableRow> {
		const row = 'SELECT seq, previous, ids, body, moved_by AS movedBy FROM batches WHERE seq = ?';
		let seq = chain?.last ?? null;
		while (seq !== null) {
			const found = this.#sql.exec<MovableRow & Pick<Row, 'previous'>>(row, seq).toArray()[0];
			if (!found) return;
			yield found;
			seq = found.previous;
		}
	}

	/** Makes a chain of just these rows, which are a person's, the oldest first. @param until the newest time in each, ms */
	relink(rows: readonly { readonly seq: number; readonly until: number }[]): EventChain | null {
		this.forget();
		return rows.reduce<EventChain | null>((chain, { seq, until }) => {
			// Most stay as they are, and cost nothing.
			const link =
				'UPDATE batches SET previous = ?1, rest_until = ?2 WHERE seq = ?3 AND (previous IS NOT ?1 OR rest_until IS NOT ?2)';
			this.#sql.exec(link, chain?.last ?? null, chain?.until ?? null, seq);
			return { last: seq, until: Math.max(until, chain?.until ?? until) };
		}, null);
	}

	/** Takes rows away. Of the table's last one the number stays: SQLite would give it to another, which nobody would hear of. */
	remove(seqs: readonly number[]): void {
		this.forget();
		this.#index.forget(seqs);
		const listed = 'seq IN (SELECT value FROM json_each(?1))';
		const newest = '(SELECT max(seq) FROM batches)';
		this.#sql.exec(
			`UPDATE batches SET profile_id = '', previous = NULL, rest_until = NULL, ids = '', body = '[[],[]]'
			 WHERE ${listed} AND seq = ${newest}`,
			JSON.stringify(seqs),
		);
		this.#sql.exec(`DELETE FROM batches WHERE ${listed} AND seq < ${newest}`, JSON.stringify(seqs));
	}

	/** Takes rows out of their person's history. They stay, for whoever counts and archives what arrived. */
	setApart(seqs: readonly number[]): void {
		this.forget();
		this.#index.forget(seqs);
		const apart = 'UPDATE batches SET apart = 1 WHERE seq IN (SELECT value FROM json_each(?))';
		this.#sql.exec(apart, JSON.stringify(seqs));
	}

	/** A person's rows that were set apart. */
	apartOf(profileId: string): { seq: number; body: string }[] {
		const apart = 'SELECT seq, body FROM batches WHERE apart IS NOT NULL AND profile_id = ?';
		return this.#sql.exec<{ seq: number; body: string }>(apart, profileId).toArray();
	}

	/** Leaves of a row only some of its events, or less of them. */
	cut(seq: number, events: readonly StoredEvent[]): void {
		this.forget();
		this.#index.forget([seq]);
		const ids = `\n${events.map(({ i }) => i).join('\n')}\n`;
		this.#sql.exec('UPDATE batches SET ids = ?, body = ? WHERE seq = ?', ids, packEvents(events), seq);
	}

	/** Rows that arrived here after one, in the order of arrival, whosever they are; what a merge brought was told before. */
	after(seq: number, limit: number): { seq: number; events: StoredEvent[] }[] {
		return this.#sql
			.exec<{ seq: number; body: string }>(
				'SELECT seq, body FROM batches WHERE seq > ? AND moved_by IS NULL ORDER BY seq LIMIT ?',
				seq,
				limit,
			)
			.toArray()
			.map((row) => ({ seq: row.seq, events: unpackEvents(row.body) }));
	}

	/** Events of everyone here that arrived last: about `limit` of them, and no more than a few MB of rows read. */
	arrivedLast(limit: number): StoredEvent[] {
		const found: StoredEvent[] = [];
		let characters = 0;
		for (const { body } of this.#sql.exec<{ body: string }>('SELECT body FROM batches ORDER BY seq DESC')) {
			found.push(...unpackEvents(body));
			characters += body.length;
			if (found.length >= limit || characters > arrivedLastMax) break;
		}
		return found;
	}

	/** Which of these messageIds the person already has. @param fromMs the oldest time of the events that carry them. */
	known(chain: EventChain | null, ids: readonly string[], fromMs: number): Set<string> {
		const known = new Set<string>();
		for (const link of this.#walk(chain, duplicatesFrom(fromMs))) {
			for (const id of ids) if (link.ids.includes(`\n${id}\n`)) known.add(id);
		}
		return known;
	}

	/** When the person's events with these messageIds happened, ms, by id. @param fromMs leaves out rows that are older. */
	times(chain: EventChain | null, ids: ReadonlySet<string>, fromMs: number): Map<string, number[]> {
		const times = new Map<string, number[]>();
		for (const link of this.#walk(chain, fromMs)) {
			if (!link.ids.split('\n').some((id) => ids.has(id))) continue;
			for (const { i, a } of unpackEvents(link.body)) if (ids.has(i)) times.set(i, [...(times.get(i) ?? []), a]);
		}
		return times;
	}

	/** From the last row back, as long as there can be events from `fromMs` on. */
	*#walk(chain: EventChain | null, fromMs: number): Generator<Row> {
		if (chain !== null && chain.until >= fromMs) yield* this.#rows(chain)?.back(fromMs) ?? [];
	}

	#rows(chain: EventChain | null): ChainRows | null {
		if (chain === null) return null;
		if (this.#lately?.last !== chain.last || !this.#lately.isSmall) this.#lately = new ChainRows(this.#sql, chain.last);
		return this.#lately;
	}
}

/** Never divides events of one moment: who asks for what was before the last one would miss the rest of them. */
function newest(events: readonly StoredEvent[], limit: number): StoredEvent[] {
	const sorted = events.toSorted((a, b) => b.a - a.a);
	const last = sorted[limit - 1];
	return last ? sorted.filter(({ a }) => a >= last.a) : sorted;
}
