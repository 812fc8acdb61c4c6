import { type IndexedAs, IndexedEvents, packIndexed } from '../indexed-events.ts';
import { type StoredEvent, unpackEvents } from '../stored-event.ts';

/** A block ends with the row that makes it so many rows, or so many bytes: what SQLite keeps in one place has a limit. */
const blockMax = { rows: 1_000, bytes: 500_000 };

/** Rows of `batches` from one to another, whose events are indexed together. */
export interface Block {
	readonly first: number;
	readonly last: number;
}

interface BatchLink {
	readonly seq: number;
	readonly profileId: string;
	readonly body: string;
	readonly [column: string]: SqlStorageValue;
}

/**
 * The events of `batches` once more, by their name: what is asked of everyone reads the names that it asks about, and nothing
 * else. Written block by block as their rows are there, and of the rest when somebody asks. Of rows that go, the block goes too, in the same transaction, and is written anew when it
 * is next needed.
 */
export class EventIndex {
	readonly #sql: SqlStorage;
	readonly #max: typeof blockMax;

	constructor(sql: SqlStorage, max = blockMax) {
		this.#sql = sql;
		this.#max = max;
	}

	/** Blocks in the order of their rows, as far as there are any. */
	blocks(): Block[] {
		return this.#sql
			.exec<{ first: number; last: number }>(
				'SELECT first_seq AS first, last_seq AS last FROM blocks ORDER BY first_seq',
			)
			.toArray();
	}

	/** Blocks that have to be written before they are read. */
	unwritten(): Block[] {
		return this.#sql
			.exec<{ first: number; last: number }>(
				'SELECT first_seq AS first, last_seq AS last FROM blocks WHERE people IS NULL ORDER BY first_seq',
			)
			.toArray();
	}

	/** Whether enough rows have come after the last block to look whether they make another. */
	isGrown(): boolean {
		const waiting = `SELECT coalesce((SELECT max(seq) FROM batches), 0)
			- coalesce((SELECT max(last_seq) FROM blocks), 0) AS waiting`;
		return this.#sql.exec<{ waiting: number }>(waiting).one().waiting >= this.#max.rows;
	}

	/** Makes a block of the rows after the last one; null when there are too few yet. */
	grow(): Block | null {
		const { last } = this.#sql.exec<{ last: number | null }>('SELECT max(last_seq) AS last FROM blocks').one();
		let [rows, bytes] = [0, 0];
		for (const { seq, size } of this.#sql.exec<{ seq: number; size: number }>(
			// Bytes stand in a row's header: characters would have to be counted.
			'SELECT seq, octet_length(body) AS size FROM batches WHERE seq > ? ORDER BY seq',
			last ?? 0,
		)) {
			rows++;
			bytes += size;
			if (rows < this.#max.rows && bytes < this.#max.bytes) continue;
			const block = { first: (last ?? 0) + 1, last: seq };
			this.#sql.exec('INSERT INTO blocks (first_seq, last_seq) VALUES (?, ?)', block.first, block.last);
			return block;
		}
		return null;
	}

	/** Whose events a block has, by the numbers that its events have for people. What is missing of it is written first. */
	people(block: Block): readonly string[] {
		const { people } = this.#sql
			.exec<{ people: string | null }>('SELECT people FROM blocks WHERE first_seq = ?', block.first)
			.one();
		if (people === null) return this.#write(block);
		return people === '' ? [] : people.split('\n');
	}

	/** A written block's events of a name; null when there are none from a moment (ms) on. */
	events({ first }: Block, name: string, fromMs: number): IndexedEvents | null {
		const found = this.#sql
			.exec<{ head: ArrayBuffer }>(
				'SELECT head FROM indexed_events WHERE first_seq = ? AND name = ? AND until >= ?',
				first,
				name,
				Math.max(fromMs, Number.MIN_SAFE_INTEGER),
			)
			.toArray()[0];
		if (!found) return null;
		return new IndexedEvents(name, found.head, {
			lines: () => this.#linesOf(first, name),
			event: (seq, place) => this.#eventAt(seq, place),
		});
	}

	/** What came after the last block: rows, with whose they are. */
	*rest(): Generator<{ readonly profileId: string; readonly events: readonly StoredEvent[] }> {
		const { last } = this.#sql.exec<{ last: number | null }>('SELECT max(last_seq) AS last FROM blocks').one();
		for (const { profileId, body } of this.#rows((last ?? 0) + 1, Number.MAX_SAFE_INTEGER)) {
			yield { profileId, events: unpackEvents(body) };
		}
	}

	/** Rows of `batches` go, or are no part of anybody's history any more. */
	forget(seqs: readonly number[]): void {
		const listed = JSON.stringify(seqs);
		const hit = 'SELECT 1 FROM json_each(?1) WHERE value BETWEEN first_seq AND last_seq';
		const touched = this.#sql
			.exec<{ first: number }>(
				`SELECT first_seq AS first FROM blocks WHERE people IS NOT NULL AND EXISTS (${hit})`,
				listed,
			)
			.toArray();
		for (const { first } of touched) {
			this.#sql.exec('UPDATE blocks SET people = NULL WHERE first_seq = ?', first);
			this.#sql.exec('DELETE FROM indexed_events WHERE first_seq = ?', first);
		}
	}

	#write(block: Block): readonly string[] {
		const people = new Map<string, number>();
		const byName = new Map<string, IndexedAs[]>();
		for (const { seq, profileId, body } of this.#rows(block.first, block.last)) {
			const person = people.get(profileId) ?? people.size;
			people.set(profileId, person);
			for (const [place, stored] of unpackEvents(body).entries()) {
				const list = byName.get(stored.e) ?? [];
				if (list.push({ stored, person, seq, place }) === 1) byName.set(stored.e, list);
			}
		}
		for (const [name, list] of byName) {
			const { until, head, lines } = packIndexed(list);
			const insert = 'INSERT OR REPLACE INTO indexed_events VALUES (?, ?, ?, ?, ?)';
			this.#sql.exec(insert, block.first, name, until, head, lines);
		}
		this.#sql.exec('UPDATE blocks SET people = ? WHERE first_seq = ?', [...people.keys()].join('\n'), block.first);
		return [...people.keys()];
	}

	#rows(first: number, last: number): SqlStorageCursor<BatchLink> {
		return this.#sql.exec<BatchLink>(
			`SELECT seq, profile_id AS profileId, body FROM batches
			 WHERE seq BETWEEN ? AND ? AND apart IS NULL AND profile_id <> '' ORDER BY seq`,
			first,
			last,
		);
	}

	#linesOf(first: number, name: string): string | null {
		const lines = 'SELECT lines FROM indexed_events WHERE first_seq = ? AND name = ?';
		return this.#sql.exec<{ lines: string }>(lines, first, name).toArray()[0]?.lines ?? null;
	}

	#eventAt(seq: number, place: number): StoredEvent | undefined {
		const row = this.#sql.exec<{ body: string }>('SELECT body FROM batches WHERE seq = ?', seq).toArray()[0];
		return row && unpackEvents(row.body)[place];
	}
}
