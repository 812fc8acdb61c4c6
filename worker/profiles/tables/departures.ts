import type { Departure } from '../merge/departure.ts';

/** Who left for another profile: while it goes on, for as long as it may be undone, and for ever as the way to the new one. */
export class DepartureTable {
	readonly #sql: SqlStorage;
	/** Whether anybody ever left: asked of everyone who is not known here, and mostly answered without a look. */
	#some: boolean;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		this.#some = sql.exec('SELECT 1 FROM departures LIMIT 1').toArray().length > 0;
	}

	/** Nobody has left. */
	get isEmpty(): boolean {
		return !this.#some;
	}

	read(profileId: string): Departure | null {
		if (!this.#some) return null;
		const row = this.#sql
			.exec<{ body: string }>('SELECT body FROM departures WHERE profile_id = ?', profileId)
			.toArray()[0];
		return row ? JSON.parse(row.body) : null;
	}

	/** @param dueAt when something is to be done about it, ms; null when nothing is */
	save(departure: Departure, dueAt: number | null): void {
		this.#some = true;
		this.#sql.exec(
			`INSERT INTO departures (profile_id, due_at, body) VALUES (?, ?, ?)
			 ON CONFLICT (profile_id) DO UPDATE SET due_at = excluded.due_at, body = excluded.body`,
			departure.profileId,
			dueAt,
			JSON.stringify(departure),
		);
	}

	remove(profileId: string): void {
		this.#sql.exec('DELETE FROM departures WHERE profile_id = ?', profileId);
	}

	due(now: number, limit: number): Departure[] {
		return this.#sql
			.exec<{ body: string }>(
				'SELECT body FROM departures WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?',
				now,
				limit,
			)
			.toArray()
			.map(({ body }) => JSON.parse(body));
	}

	/** When the first is due, ms; Infinity when none is. */
	earliest(): number {
		const due = 'SELECT min(due_at) AS at FROM departures WHERE due_at IS NOT NULL';
		return this.#sql.exec<{ at: number | null }>(due).one().at ?? Number.POSITIVE_INFINITY;
	}
}
