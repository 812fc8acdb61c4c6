import type { AccountLink } from '../accounts/link.ts';

/** How far accounts have been told of people here, and of whom they have yet to hear. */
export class AccountLinkTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	of(profileId: string): AccountLink[] {
		return this.#sql
			.exec<{ body: string }>('SELECT body FROM account_links WHERE profile_id = ?', profileId)
			.toArray()
			.map(({ body }) => JSON.parse(body));
	}

	save(link: AccountLink): void {
		this.#sql.exec(
			`INSERT INTO account_links (profile_id, account_id, body) VALUES (?, ?, ?)
			 ON CONFLICT (profile_id, account_id) DO UPDATE SET body = excluded.body`,
			link.profileId,
			link.accountId,
			JSON.stringify(link),
		);
	}

	remove(profileId: string, accountId: string): void {
		this.#sql.exec('DELETE FROM account_links WHERE profile_id = ? AND account_id = ?', profileId, accountId);
	}

	removeAll(profileId: string): void {
		this.#sql.exec('DELETE FROM account_links WHERE profile_id = ?', profileId);
	}

	/** People here who are or were members, after an id and in the order of their ids. */
	peopleOf(accountId: string, after: string, limit: number): string[] {
		return this.#sql
			.exec<{ id: string }>(
				'SELECT profile_id AS id FROM account_links WHERE account_id = ? AND profile_id > ? ORDER BY profile_id LIMIT ?',
				accountId,
				after,
				limit,
			)
			.toArray()
			.map(({ id }) => id);
	}

	/** There is something of a person that accounts have yet to hear. */
	addNews(profileId: string): void {
		this.#sql.exec('INSERT OR IGNORE INTO account_news VALUES (?)', profileId);
	}

	/** Of whom accounts have yet to hear: those after an id, or the first ones when there are none behind it. */
	news(after: string, limit: number): string[] {
		const page = (from: string) =>
			this.#sql
				.exec<{ id: string }>(
					'SELECT profile_id AS id FROM account_news WHERE profile_id > ? ORDER BY profile_id LIMIT ?',
					from,
					limit,
				)
				.toArray()
				.map(({ id }) => id);
		const behind = page(after);
		return behind.length > 0 || after === '' ? behind : page('');
	}

	hasNews(): boolean {
		return this.news('', 1).length > 0;
	}

	/** Whether accounts have yet to hear of somebody. */
	hasNewsOf(profileId: string): boolean {
		return this.#sql.exec('SELECT 1 FROM account_news WHERE profile_id = ?', profileId).toArray().length > 0;
	}

	removeNews(profileId: string): void {
		this.#sql.exec('DELETE FROM account_news WHERE profile_id = ?', profileId);
	}
}
