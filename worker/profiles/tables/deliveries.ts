import type { Delivery } from '../delivery.ts';

export class DeliveryTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	read(id: string): Delivery | null {
		return this.#deliveries('SELECT body FROM deliveries WHERE id = ?', id)[0] ?? null;
	}

	of(profileId: string): Delivery[] {
		return this.#deliveries('SELECT body FROM deliveries WHERE profile_id = ?', profileId);
	}

	/** @param nextAt when it goes to the queue, or goes again because nobody settled it, ms; null when it is over. */
	save(delivery: Delivery, nextAt: number | null): void {
		this.#sql.exec(
			`INSERT INTO deliveries (id, profile_id, state, next_at, body) VALUES (?, ?, ?, ?, ?)
			 ON CONFLICT (id) DO UPDATE SET state = excluded.state, next_at = excluded.next_at, body = excluded.body`,
			delivery.id,
			delivery.profileId,
			delivery.state,
			nextAt,
			JSON.stringify(delivery),
		);
	}

	/** Takes a person's deliveries away. */
	remove(profileId: string): void {
		this.#sql.exec('DELETE FROM deliveries WHERE profile_id = ?', profileId);
	}

	removeOne(id: string): void {
		this.#sql.exec('DELETE FROM deliveries WHERE id = ?', id);
	}

	due(now: number, limit: number): Delivery[] {
		const due = 'SELECT body FROM deliveries WHERE next_at IS NOT NULL AND next_at <= ? ORDER BY next_at LIMIT ?';
		return this.#deliveries(due, now, limit);
	}

	/** After a restart nobody knows what became of deliveries under way: all go to the queue again, and the claim sorts them out. */
	requeueUnsettled(now: number): void {
		this.#sql.exec("UPDATE deliveries SET next_at = ? WHERE next_at > ? AND state IN ('queued', 'claimed')", now, now);
	}

	/** When the first goes to the queue, ms; Infinity when none does. */
	earliest(): number {
		const next = 'SELECT min(next_at) AS at FROM deliveries WHERE next_at IS NOT NULL';
		return this.#sql.exec<{ at: number | null }>(next).one().at ?? Number.POSITIVE_INFINITY;
	}

	#deliveries(query: string, ...bindings: SqlStorageValue[]): Delivery[] {
		return this.#sql
			.exec<{ body: string }>(query, ...bindings)
			.toArray()
			.map((row) => JSON.parse(row.body));
	}
}
