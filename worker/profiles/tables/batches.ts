import type { Past, PastRow } from '../history.ts';
import type { EventChain } from '../profile.ts';
import { type BatchRow, duplicatesFrom } from '../rows.ts';
import { packEvents, type StoredEvent, unpackEvents } from '../stored-event.ts';

interface Link {
	readonly previous: number | null;
	/** The newest event time of all the rows behind this one. */
	readonly restUntil: number | null;
	readonly ids: string;
	readonly body: string;
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

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Adds a row to a person's chain; returns the chain with it. */
	append(profileId: string, chain: EventChain | null, row: BatchRow): EventChain {
		const { seq } = this.#sql
			.exec<{ seq: number }>(
				'INSERT INTO batches (profile_id, previous, rest_until, ids, body) VALUES (?, ?, ?, ?, ?) RETURNING seq',
				profileId,
				chain?.last ?? null,
				chain?.until ?? null,
				row.ids,
				packEvents(row.events),
			)
			.one();
		return { last: seq, until: Math.max(row.until, chain?.until ?? row.until) };
	}

	/** A person's events of a span, ms and inclusive, in no order. */
	between(chain: EventChain | null, fromMs: number, toMs: number): StoredEvent[] {
		const found: StoredEvent[] = [];
		for (const link of this.#walk(chain, fromMs)) {
			for (const event of unpackEvents(link.body)) if (event.a >= fromMs && event.a <= toMs) found.push(event);
		}
		return found;
	}

	/** A person's rows for a history that reads them one by one, as far back as it needs. */
	past(chain: EventChain | null): Past {
		return { until: chain?.until ?? Number.NEGATIVE_INFINITY, rows: this.#unpacked(chain) };
	}

	*#unpacked(chain: EventChain | null): Generator<PastRow> {
		for (const { body, restUntil } of this.#walk(chain, Number.NEGATIVE_INFINITY)) {
			yield { events: unpackEvents(body), restUntil: restUntil ?? Number.NEGATIVE_INFINITY };
		}
	}

	/** The newest events before a moment (ms), newest first: `limit` of them, and all others of the last one's moment. */
	newestBefore(chain: EventChain | null, beforeMs: number, limit: number): StoredEvent[] {
		let found: StoredEvent[] = [];
		for (const link of this.#walk(chain, Number.NEGATIVE_INFINITY)) {
			found.push(...unpackEvents(link.body).filter(({ a }) => a < beforeMs));
			if (found.length < limit) continue;
			found = newest(found, limit);
			if ((link.restUntil ?? Number.NEGATIVE_INFINITY) < (found.at(-1)?.a ?? beforeMs)) break;
		}
		return newest(found, limit);
	}

	/** Rows after one, in the order of arrival, whosever they are. */
	after(seq: number, limit: number): { seq: number; events: StoredEvent[] }[] {
		return this.#sql
			.exec<{ seq: number; body: string }>(
				'SELECT seq, body FROM batches WHERE seq > ? ORDER BY seq LIMIT ?',
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
	*#walk(chain: EventChain | null, fromMs: number): Generator<Link> {
		if (chain === null || chain.until < fromMs) return;
		let seq: number | null = chain.last;
		while (seq !== null) {
			const link: Link | undefined = this.#sql
				.exec<Link>('SELECT previous, rest_until AS restUntil, ids, body FROM batches WHERE seq = ?', seq)
				.toArray()[0];
			if (!link) return;
			yield link;
			if (link.restUntil === null || link.restUntil < fromMs) return;
			seq = link.previous;
		}
	}
}

/** Never divides events of one moment: who asks for what was before the last one would miss the rest of them. */
function newest(events: readonly StoredEvent[], limit: number): StoredEvent[] {
	const sorted = events.toSorted((a, b) => b.a - a.a);
	const last = sorted[limit - 1];
	return last ? sorted.filter(({ a }) => a >= last.a) : sorted;
}
