import { RowSet } from '../row-set.ts';
import { type Beginning, beginningColumn, readBeginning } from '../stored-profile.ts';

/**
 * `page`: rows that are read before others have their turn. `written`: after so many people were written, what is known is
 * forgotten, and read when it is next needed. `bytes`: segments that take more memory are not kept, but read each time.
 */
const usualMax = { page: 1_000, written: 20_000, bytes: 16_000_000 };
/** Whoever has asked may ask again: so long it is kept up, ms. */
const keptUpMs = 900_000;

const columns = `rowid AS row, ${beginningColumn} AS head`;

interface HeadRow {
	readonly row: number;
	readonly head: string;
	readonly [column: string]: SqlStorageValue;
}

/**
 * Who of a shard is in which segment, in memory, by the rows of `profiles`. It is read when somebody first asks. Of whoever is
 * written after that no more is noted than that they were; they are read again when there is time, at the latest before the next
 * answer: so writing costs nothing, and what is rolled back needs no care.
 */
export class MembershipIndex {
	readonly #sql: SqlStorage;
	readonly #max: typeof usualMax;
	#held: Held | null = null;

	constructor(sql: SqlStorage, max = usualMax) {
		this.#sql = sql;
		this.#max = max;
	}

	/** Somebody's row was written. */
	written(id: string): void {
		if (!this.#held) return;
		this.#held.written.add(id);
		if (this.#held.written.size > this.#max.written) this.#held = null;
	}

	/** Somebody's row is about to go. */
	goes(id: string): void {
		if (!this.#held) return;
		const row = this.#sql.exec<{ row: number }>('SELECT rowid AS row FROM profiles WHERE id = ?', id).toArray()[0];
		if (row) this.#held.gone.add(row.row);
	}

	/** Reads some of whom were written since, while it is asked now and then. Answers whether there are more. */
	keepUp(nowMs: number): boolean {
		const held = this.#held;
		if (!held) return false;
		if (nowMs - held.askedAt > keptUpMs) this.#held = null;
		else if (held.isBehind) this.#readAgain(held);
		return this.#held?.isBehind === true;
	}

	/** Reads some of what it does not know, or not any more. Answers whether there may be more; if not, it knows all, until the next write. */
	readNext(): boolean {
		this.#held ??= new Held();
		const held = this.#held;
		held.askedAt = Date.now();
		// Both, as each pause may bring others who are written: else one of the two would never end.
		if (held.isBehind) this.#readAgain(held);
		if (!held.isWhole) this.#readOn(held);
		return held.isBehind || !held.isWhole;
	}

	/** Since when the person of a row is known, ms. Undefined for nobody. */
	firstSeenAt(row: number): number | undefined {
		return this.#held?.firstSeenAt(row);
	}

	/**
	 * How many of some people, or of everyone, are in each segment, by its id; segments that none of them is in are left out.
	 * @param pause lets others go first
	 */
	async count(rows: RowSet | null, pause: () => Promise<unknown>): Promise<Map<string, number>> {
		while (this.readNext()) await pause();
		const segments = this.#held?.segments;
		if (!segments) return this.#countUnkept(rows, pause);
		const counts = [...segments].map(([id, members]) => [id, rows ? members.countIn(rows) : members.size] as const);
		return new Map(counts.filter(([, count]) => count > 0));
	}

	async #countUnkept(rows: RowSet | null, pause: () => Promise<unknown>): Promise<Map<string, number>> {
		const counts = new Map<string, number>();
		for (let page = this.#page(0); page.length > 0; page = this.#page(page.at(-1)?.row ?? 0)) {
			for (const row of page) {
				if (rows && !rows.has(row.row)) continue;
				for (const id of this.#beginningOf(row).segments) counts.set(id, (counts.get(id) ?? 0) + 1);
			}
			await pause();
		}
		return counts;
	}

	#readOn(held: Held): void {
		const page = this.#page(held.through);
		for (const row of page) held.note(row.row, this.#beginningOf(row));
		held.through = page.at(-1)?.row ?? held.through;
		held.isWhole = page.length < this.#max.page;
		if (held.bytes > this.#max.bytes) held.segments = null;
	}

	/** What has been read of them is of before: they were written, or they may have gone, or another one has their row. */
	#readAgain(held: Held): void {
		const ids = [...held.written].slice(0, this.#max.page);
		const rows = [...held.gone];
		held.gone.clear();
		for (const id of ids) held.written.delete(id);
		for (const row of rows) held.drop(row);
		const found = this.#sql
			.exec<HeadRow>(
				`SELECT ${columns} FROM profiles WHERE rowid IN (SELECT value FROM json_each(?1))
			 UNION ALL SELECT ${columns} FROM profiles WHERE id IN (SELECT value FROM json_each(?2))`,
				JSON.stringify(rows),
				JSON.stringify(ids),
			)
			.toArray();
		for (const one of found) held.drop(one.row);
		for (const one of found) held.note(one.row, this.#beginningOf(one));
	}

	#page(after: number): HeadRow[] {
		const page = `SELECT ${columns} FROM profiles WHERE rowid > ? ORDER BY rowid LIMIT ?`;
		return this.#sql.exec<HeadRow>(page, after, this.#max.page).toArray();
	}

	#beginningOf({ row, head }: HeadRow): Beginning {
		return readBeginning(head) ?? this.#anyOrder(row);
	}

	/** Of somebody who was stored in another order of keys. */
	#anyOrder(row: number): Beginning {
		const { firstSeenAt, segments } = this.#sql
			.exec<{ firstSeenAt: number; segments: string }>(
				`SELECT body ->> '$.firstSeenAt' AS firstSeenAt, body -> '$.segments' AS segments
				 FROM profiles WHERE rowid = ?`,
				row,
			)
			.one();
		return { firstSeenAt, segments: Object.keys(JSON.parse(segments)) };
	}
}

/** What has been read. */
class Held {
	/** When somebody asked last, ms. */
	askedAt = 0;
	/** The last row that was read; none before it is missing. */
	through = 0;
	/** It has come to the last row. Whoever has a row after it is written since. */
	isWhole = false;
	/** Who is in which segment; null when that would take too much memory. */
	segments: Map<string, RowSet> | null = new Map();
	/** Ids of those who were written since. */
	readonly written = new Set<string>();
	/** Rows that may be nobody's, or another one's, since. */
	readonly gone = new Set<number>();
	/** By row; not a number where there is nobody. */
	#firstSeenAt = new Float64Array();

	get isBehind(): boolean {
		return this.written.size > 0 || this.gone.size > 0;
	}

	get bytes(): number {
		return [...(this.segments?.values() ?? [])].reduce((sum, { bytes }) => sum + bytes, 0);
	}

	firstSeenAt(row: number): number | undefined {
		const at = this.#firstSeenAt[row];
		return Number.isNaN(at) ? undefined : at;
	}

	/** What is known of the row already stays. */
	note(row: number, { firstSeenAt, segments }: Beginning): void {
		if (row >= this.#firstSeenAt.length) {
			const longer = new Float64Array(Math.max(1_000, row + 1, this.#firstSeenAt.length * 2)).fill(Number.NaN);
			longer.set(this.#firstSeenAt);
			this.#firstSeenAt = longer;
		}
		this.#firstSeenAt[row] = firstSeenAt;
		if (!this.segments) return;
		for (const id of segments) {
			const members = this.segments.get(id) ?? new RowSet();
			members.add(row);
			this.segments.set(id, members);
		}
	}

	drop(row: number): void {
		if (row < this.#firstSeenAt.length) this.#firstSeenAt[row] = Number.NaN;
		for (const members of this.segments?.values() ?? []) members.delete(row);
	}
}
