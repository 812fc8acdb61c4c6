import type { PersonKeys } from '../../duplicates/index.ts';
import type { MetaTable } from './meta.ts';

/** Of how many people it is remembered which keys D1 has. */
const keysMax = 500;

/** `gone` lists profiles that left, whose rows D1 still has; `dropped` people who are not kept any more, of whom D1 still has rows. */
export type OutboxKind = 'profile' | 'delivery' | 'gone' | 'dropped' | 'account';

/**
 * What D1 has yet to hear. Who had events is read off the batches that arrived since the last one told, so that an event
 * costs no row here; whom time or a sweep changed, and deliveries, are listed in `behind`.
 */
export class Outbox {
	readonly #sql: SqlStorage;
	readonly #meta: MetaTable;
	#toldSeq: number;
	#lastSeq: number;
	/** What D1 has of people's keys, JSON, by the person. Most keep theirs, whatever else changes. */
	readonly #keys = new Map<string, string>();

	constructor(sql: SqlStorage, meta: MetaTable) {
		this.#sql = sql;
		this.#meta = meta;
		this.#toldSeq = Number(meta.read('told') ?? 0);
		this.#lastSeq = this.#newestSeq();
	}

	/** Forgets what it holds in memory: after a transaction that was rolled back, storage is the truth. */
	forget(): void {
		this.#lastSeq = this.#newestSeq();
	}

	/** A batch was stored. */
	arrived(seq: number): void {
		this.#lastSeq = Math.max(this.#lastSeq, seq);
	}

	/** D1's row of a profile or delivery is behind, for another reason than a batch. */
	add(kind: OutboxKind, id: string): void {
		this.forgetKeys(id);
		this.#sql.exec('INSERT OR IGNORE INTO behind VALUES (?, ?)', kind, id);
	}

	/** Whether D1 has just these keys of somebody, as far as that is remembered. */
	hasToldKeys({ id, keys }: PersonKeys): boolean {
		return this.#keys.get(id) === JSON.stringify(keys);
	}

	/** D1 has these keys of somebody now. */
	toldKeys({ id, keys }: PersonKeys): void {
		if (this.#keys.size >= keysMax) this.#keys.clear();
		this.#keys.set(id, JSON.stringify(keys));
	}

	/** D1 will lose all that it has of somebody, or has lost it. */
	forgetKeys(id: string): void {
		this.#keys.delete(id);
	}

	listed(kind: OutboxKind, limit: number): string[] {
		return this.#sql
			.exec<{ id: string }>('SELECT id FROM behind WHERE kind = ? LIMIT ?', kind, limit)
			.toArray()
			.map(({ id }) => id);
	}

	/** Who had events since D1 was told last, and the batch to note when it has been told of these. */
	withEvents(limit: number): { ids: string[]; throughSeq: number } {
		if (this.#lastSeq === this.#toldSeq) return { ids: [], throughSeq: this.#toldSeq };
		const rows = this.#sql
			.exec<{ seq: number; id: string }>(
				'SELECT seq, profile_id AS id FROM batches WHERE seq > ? ORDER BY seq LIMIT ?',
				this.#toldSeq,
				limit,
			)
			.toArray();
		return { ids: [...new Set(rows.map(({ id }) => id))], throughSeq: rows.at(-1)?.seq ?? this.#toldSeq };
	}

	/** D1 has heard of everyone with batches up to this one. */
	told(throughSeq: number): void {
		if (throughSeq === this.#toldSeq) return;
		this.#meta.save('told', String(throughSeq));
		this.#toldSeq = throughSeq;
	}

	remove(kind: OutboxKind, ids: readonly string[]): void {
		if (ids.length === 0) return;
		const listed = 'DELETE FROM behind WHERE kind = ? AND id IN (SELECT value FROM json_each(?))';
		this.#sql.exec(listed, kind, JSON.stringify(ids));
	}

	/** Whether D1 has yet to hear of anything. */
	isBehind(): boolean {
		if (this.#lastSeq > this.#toldSeq) return true;
		return this.#sql.exec('SELECT 1 FROM behind LIMIT 1').toArray().length > 0;
	}

	#newestSeq(): number {
		return this.#sql.exec<{ seq: number | null }>('SELECT max(seq) AS seq FROM batches').one().seq ?? 0;
	}
}
