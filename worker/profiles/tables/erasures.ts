import type { Erasure } from '../erase-person.ts';

/** Who is being erased, and how far that is. Of what is over only its id stays, so that nobody is erased twice by one request. */
export class ErasureTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Whether it was begun here, now or before. */
	has(id: string): boolean {
		return this.#sql.exec('SELECT 1 FROM erasures WHERE id = ?', id).toArray().length > 0;
	}

	/** One that is not over; null when all are. */
	next(): Erasure | null {
		const row = this.#sql.exec<{ body: string }>("SELECT body FROM erasures WHERE body <> '' LIMIT 1").toArray()[0];
		return row ? JSON.parse(row.body) : null;
	}

	save(erasure: Erasure): void {
		this.#sql.exec('INSERT OR REPLACE INTO erasures (id, body) VALUES (?, ?)', erasure.id, JSON.stringify(erasure));
	}

	end(id: string): void {
		this.#sql.exec("UPDATE erasures SET body = '' WHERE id = ?", id);
	}
}
