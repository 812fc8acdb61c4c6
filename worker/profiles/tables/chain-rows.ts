/** A row of `batches` as histories and looks for duplicates read it. */
export interface Row {
	readonly seq: number;
	readonly previous: number | null;
	/** The newest event time of all the rows behind this one, ms; null when there are none. */
	readonly restUntil: number | null;
	/** messageIds between line breaks. */
	readonly ids: string;
	readonly body: string;
	readonly [column: string]: SqlStorageValue;
}

/** Rows that one statement reads, and bytes after which it reads no further: they stand in a row's header, and characters would have to be counted. */
const rowsAtOnce = 32;
const bytesAtOnce = 1_000_000;
/** Characters of somebody's rows that are worth keeping for the next question about them. */
const keptCharacters = 200_000;

const columns = 'seq, previous, rest_until AS restUntil, ids, body';
const oneRow = `SELECT ${columns} FROM batches WHERE seq = ?`;
/** A row and those before it, as long as there can be events from a moment on: half the time of asking for one after the other. */
const rowsBack = `
	WITH RECURSIVE back (seq, previous, rest, row, size) AS (
		SELECT seq, previous, rest_until, 1, octet_length(body) FROM batches WHERE seq = ?1
		UNION ALL
		SELECT b.seq, b.previous, b.rest_until, row + 1, size + octet_length(b.body)
		FROM back JOIN batches AS b ON b.seq = back.previous
		WHERE back.rest >= ?2 AND row < ${rowsAtOnce} AND size < ${bytesAtOnce})
	SELECT ${columns.replace('seq', 'batches.seq').replace('previous', 'batches.previous')}
	FROM back CROSS JOIN batches ON batches.seq = back.seq`;

/** One person's rows, from the last one back: read as far as somebody asks, and each once. */
export class ChainRows {
	readonly last: number;
	readonly #sql: SqlStorage;
	readonly #rows: Row[] = [];
	#next: number | null;
	#characters = 0;

	/** @param last the chain's last row */
	constructor(sql: SqlStorage, last: number) {
		this.#sql = sql;
		this.last = last;
		this.#next = last;
	}

	/** Whether it takes little memory. */
	get isSmall(): boolean {
		return this.#characters <= keptCharacters;
	}

	/** The row that many before the last one, or null. When it has to be read, so are others that may have events from `fromMs` on. */
	at(index: number, fromMs: number): Row | null {
		while (index >= this.#rows.length && this.#next !== null) this.#readOn(this.#next, fromMs);
		return this.#rows[index] ?? null;
	}

	/** From the last row back, as long as there can be events from a moment on, ms. */
	*back(fromMs: number): Generator<Row> {
		for (let index = 0; ; index++) {
			const row = this.at(index, fromMs);
			if (row === null) return;
			yield row;
			if (row.restUntil === null || row.restUntil < fromMs) return;
		}
	}

	/** The first row alone: mostly somebody only asks whether an event is new. */
	#readOn(seq: number, fromMs: number): void {
		const rows = (
			this.#rows.length === 0 ? this.#sql.exec<Row>(oneRow, seq) : this.#sql.exec<Row>(rowsBack, seq, fromMs)
		).toArray();
		for (const row of rows) {
			this.#rows.push(row);
			this.#characters += row.body.length + row.ids.length;
		}
		this.#next = rows.at(-1)?.previous ?? null;
	}
}
