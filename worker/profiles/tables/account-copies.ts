import type { AccountCopy } from '../accounts/account.ts';

/** Whom a copy has yet to be considered with: the attributes that changed, and the last member who was asked. */
export interface Asking {
	readonly paths: readonly string[];
	readonly after: string;
}

/** Copies kept in memory. */
const rememberedMax = 256;

/** How the accounts of people here look. */
export class AccountCopyTable {
	readonly #sql: SqlStorage;
	readonly #remembered = new Map<string, AccountCopy | null>();

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Null where there is no account, or it has not told yet. */
	read(id: string | null): AccountCopy | null {
		if (id === null) return null;
		const known = this.#remembered.get(id);
		if (known !== undefined) return known;
		const row = this.#sql.exec<{ body: string }>('SELECT body FROM account_copies WHERE id = ?', id).toArray()[0];
		const copy: AccountCopy | null = row ? JSON.parse(row.body) : null;
		if (this.#remembered.size >= rememberedMax) this.#remembered.clear();
		this.#remembered.set(id, copy);
		return copy;
	}

	save(copy: AccountCopy, asking: Asking | null): void {
		this.#sql.exec(
			`INSERT INTO account_copies (id, body, asking) VALUES (?, ?, ?)
			 ON CONFLICT (id) DO UPDATE SET body = excluded.body, asking = excluded.asking`,
			copy.id,
			JSON.stringify(copy),
			asking && JSON.stringify(asking),
		);
		this.#remembered.set(copy.id, copy);
	}

	remove(id: string): void {
		this.#sql.exec('DELETE FROM account_copies WHERE id = ?', id);
		this.#remembered.delete(id);
	}

	asking(id: string): Asking | null {
		const row = this.#sql
			.exec<{ asking: string | null }>('SELECT asking FROM account_copies WHERE id = ?', id)
			.toArray()[0];
		return row?.asking ? JSON.parse(row.asking) : null;
	}

	/** Copies that members have yet to be asked about. */
	unasked(limit: number): string[] {
		return this.#sql
			.exec<{ id: string }>('SELECT id FROM account_copies WHERE asking IS NOT NULL LIMIT ?', limit)
			.toArray()
			.map(({ id }) => id);
	}

	/** Forgets what it holds in memory: after a transaction that was rolled back, storage is the truth. */
	forget(): void {
		this.#remembered.clear();
	}
}
