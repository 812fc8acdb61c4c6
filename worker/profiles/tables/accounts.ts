import type { Account } from '../accounts/account.ts';

/** The accounts whose home is here. */
export class AccountTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	read(id: string): Account | null {
		const row = this.#sql.exec<{ body: string }>('SELECT body FROM accounts WHERE id = ?', id).toArray()[0];
		return row ? JSON.parse(row.body) : null;
	}

	/** @param dueAt when it next needs attention with no new data, ms; null for never */
	save(account: Account, dueAt: number | null): void {
		this.#sql.exec(
			`INSERT INTO accounts (id, body, due_at) VALUES (?, ?, ?)
			 ON CONFLICT (id) DO UPDATE SET body = excluded.body, due_at = excluded.due_at`,
			account.id,
			JSON.stringify(account),
			dueAt,
		);
	}

	remove(id: string): void {
		this.#sql.exec('DELETE FROM accounts WHERE id = ?', id);
	}

	attendAt(id: string, dueAt: number | null): void {
		this.#sql.exec('UPDATE accounts SET due_at = ? WHERE id = ?', dueAt, id);
	}

	/** Members' shards are to be told at this moment (ms), or before if that is asked for already. */
	tellAt(id: string, atMs: number): void {
		this.#sql.exec('UPDATE accounts SET tell_at = min(?, coalesce(tell_at, ?)) WHERE id = ?', atMs, atMs, id);
	}

	/** All members' shards know how it looked. @param againAt when they are to be told once more, ms; null when that is how it looks */
	noteTold(account: Account, againAt: number | null): void {
		this.#sql.exec(
			'UPDATE accounts SET body = ?, tell_at = ? WHERE id = ?',
			JSON.stringify(account),
			againAt,
			account.id,
		);
	}

	/** They are to be told at this moment (ms), and not before. */
	retell(id: string, atMs: number): void {
		this.#sql.exec('UPDATE accounts SET tell_at = ? WHERE id = ?', atMs, id);
	}

	due(now: number, limit: number): string[] {
		return this.#ids(
			'SELECT id FROM accounts WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?',
			now,
			limit,
		);
	}

	toTell(now: number, limit: number): string[] {
		return this.#ids(
			'SELECT id FROM accounts WHERE tell_at IS NOT NULL AND tell_at <= ? ORDER BY tell_at LIMIT ?',
			now,
			limit,
		);
	}

	idsAfter(cursor: string, limit: number): string[] {
		return this.#ids('SELECT id FROM accounts WHERE id > ? ORDER BY id LIMIT ?', cursor, limit);
	}

	/** When the first of them needs attention or has something to tell, ms; Infinity when none does. */
	earliest(column: 'due_at' | 'tell_at'): number {
		const earliest = `SELECT min(${column}) AS at FROM accounts WHERE ${column} IS NOT NULL`;
		return this.#sql.exec<{ at: number | null }>(earliest).one().at ?? Number.POSITIVE_INFINITY;
	}

	#ids(query: string, ...bindings: SqlStorageValue[]): string[] {
		return this.#sql
			.exec<{ id: string }>(query, ...bindings)
			.toArray()
			.map(({ id }) => id);
	}
}
