import { type StoredEvent, unpackEvents } from '../stored-event.ts';
import type { MetaTable } from './meta.ts';

/** One row of the log: events of one person that arrived together. */
export interface LogRow {
	readonly seq: number;
	readonly profileId: string;
	readonly events: readonly StoredEvent[];
	/** Characters that the row takes here. */
	readonly size: number;
}

/**
 * `batches` read as what it is: the log of all that was accepted, by the number of its rows. What is archived is told by
 * one number, and what arrived after it waits.
 */
export class ArchiveLog {
	readonly #sql: SqlStorage;
	readonly #meta: MetaTable;
	#archived: number;
	#newest: number;
	#waitingSince: number | null;

	constructor(sql: SqlStorage, meta: MetaTable) {
		this.#sql = sql;
		this.#meta = meta;
		this.#archived = Number(meta.read('archived') ?? 0);
		this.#newest = this.#newestSeq();
		const first = this.rows(this.#archived, this.#newest, 1)[0];
		this.#waitingSince = first ? (first.events[0]?.r ?? 0) : null;
	}

	/** The log's own name, for ever: numbers begin anew where a shard's storage was lost, and must not meet the old ones. */
	name(mint: () => string): string {
		const known = this.#meta.read('log');
		if (known !== null) return known;
		const minted = mint();
		this.#meta.save('log', minted);
		return minted;
	}

	/** Forgets what it holds in memory: after a transaction that was rolled back, storage is the truth. */
	forget(): void {
		this.#newest = this.#newestSeq();
		if (this.#newest === this.#archived) this.#waitingSince = null;
	}

	/** A row was stored. */
	arrived(seq: number): void {
		this.#newest = Math.max(this.#newest, seq);
		this.#waitingSince ??= Date.now();
	}

	/** The last row that is archived, the newest there is, and since when the first between them waits (ms; null: none does). */
	standing(): { archived: number; newest: number; waitingSince: number | null } {
		return { archived: this.#archived, newest: this.#newest, waitingSince: this.#waitingSince };
	}

	/** Up to `limit` rows after one, not beyond another; what a merge brought is in the log of where it came from. */
	rows(after: number, through: number, limit: number): LogRow[] {
		return this.#sql
			.exec<{ seq: number; profileId: string; body: string }>(
				`SELECT seq, profile_id AS profileId, body FROM batches
				 WHERE seq > ? AND seq <= ? AND moved_by IS NULL ORDER BY seq LIMIT ?`,
				after,
				through,
				limit,
			)
			.toArray()
			.map(({ seq, profileId, body }) => ({ seq, profileId, events: unpackEvents(body), size: body.length }));
	}

	/** The last row of objects that are being written, or were when the process died; null when none are. */
	begun(): number | null {
		const through = Number(this.#meta.read('archiving') ?? 0);
		return through > this.#archived ? through : null;
	}

	/** Objects up to this row are about to be written: whoever tries again writes the same ones. */
	begin(through: number): void {
		this.#meta.save('archiving', String(through));
	}

	/** Everything up to this row is archived. */
	end(through: number): void {
		this.#meta.save('archived', String(through));
		this.#archived = through;
		this.#waitingSince = through < this.#newest ? Date.now() : null;
	}

	#newestSeq(): number {
		return this.#sql.exec<{ seq: number | null }>('SELECT max(seq) AS seq FROM batches').one().seq ?? 0;
	}
}
