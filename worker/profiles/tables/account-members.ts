import type { Member, MemberStanding } from '../accounts/member.ts';

/** Members of the accounts whose home is here, and who was one. */
export class AccountMemberTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	read(accountId: string, profileId: string): Member | null {
		const row = this.#sql
			.exec<{ body: string }>(
				'SELECT body FROM account_members WHERE account_id = ? AND profile_id = ?',
				accountId,
				profileId,
			)
			.toArray()[0];
		return row ? JSON.parse(row.body) : null;
	}

	save(accountId: string, member: Member): void {
		this.#sql.exec(
			`INSERT INTO account_members (account_id, profile_id, standing, since, body) VALUES (?, ?, ?, ?, ?)
			 ON CONFLICT (account_id, profile_id) DO UPDATE SET
			 standing = excluded.standing, since = excluded.since, body = excluded.body`,
			accountId,
			member.profileId,
			member.standing,
			member.spells.at(-1)?.[0] ?? 0,
			JSON.stringify(member),
		);
	}

	remove(accountId: string, profileId: string): void {
		this.#sql.exec('DELETE FROM account_members WHERE account_id = ? AND profile_id = ?', accountId, profileId);
	}

	removeAll(accountId: string): void {
		this.#sql.exec('DELETE FROM account_members WHERE account_id = ?', accountId);
	}

	count(accountId: string, standing: MemberStanding): number {
		const counted = 'SELECT count(*) AS members FROM account_members WHERE account_id = ? AND standing = ?';
		return this.#sql.exec<{ members: number }>(counted, accountId, standing).one().members;
	}

	/** Of some standing, who came last first, after one who came at a moment (ms). */
	page(
		accountId: string,
		standing: MemberStanding,
		after: readonly [since: number, id: string],
		limit: number,
	): Member[] {
		return this.#sql
			.exec<{ body: string }>(
				`SELECT body FROM account_members WHERE account_id = ? AND standing = ? AND (since, profile_id) < (?, ?)
				 ORDER BY since DESC, profile_id DESC LIMIT ?`,
				accountId,
				standing,
				...after,
				limit,
			)
			.toArray()
			.map(({ body }) => JSON.parse(body));
	}

	all(accountId: string, standing: MemberStanding): Member[] {
		return this.page(accountId, standing, [Number.MAX_SAFE_INTEGER, ''], -1);
	}

	/** Forgets whose part somebody has taken over who is gone. */
	removeReplacedBy(accountId: string, profileId: string): void {
		this.#sql.exec(
			"DELETE FROM account_members WHERE account_id = ? AND standing = 'replaced' AND body ->> 'replacedBy' = ?",
			accountId,
			profileId,
		);
	}
}
