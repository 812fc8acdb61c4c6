import { packRows } from '../rows.ts';
import { packEvents, type StoredEvent, unpackEvents } from '../stored-event.ts';

/** Some of a member's events. */
export interface AccountRow {
	readonly profileId: string;
	/** The newest time of an event in it, ms. */
	readonly until: number;
	readonly events: readonly StoredEvent[];
}

type Stored = { profileId: string; until: number; body: string };

/** Events of members while they were members, of accounts whose home is here, in the order of time. */
export class AccountEventTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Adds a member's events after the last row; returns the number of the last row then. */
	append(accountId: string, profileId: string, events: readonly StoredEvent[], lastRow: number): number {
		let seq = lastRow;
		for (const { at, until, events: packed } of packRows(events)) {
			seq++;
			this.#sql.exec(
				'INSERT INTO account_events (account_id, until_at, seq, from_at, profile_id, body) VALUES (?, ?, ?, ?, ?, ?)',
				accountId,
				until,
				seq,
				at,
				profileId,
				packEvents(packed),
			);
		}
		return seq;
	}

	/** Rows with events of a span (ms, inclusive), the latest to end first; of one moment, the latest to arrive. */
	*rows(accountId: string, fromMs: number, toMs: number): Generator<AccountRow> {
		const span = 'account_id = ? AND until_at >= ? AND from_at <= ? ORDER BY until_at DESC, seq DESC';
		yield* this.#rows(span, accountId, fromMs, toMs);
	}

	/** All rows, the first to end first; of one moment, the first to arrive. */
	*oldestFirst(accountId: string): Generator<AccountRow> {
		yield* this.#rows('account_id = ? ORDER BY until_at, seq', accountId);
	}

	*#rows(which: string, ...bindings: SqlStorageValue[]): Generator<AccountRow> {
		const rows = `SELECT profile_id AS profileId, until_at AS until, body FROM account_events WHERE ${which}`;
		for (const { body, ...row } of this.#sql.exec<Stored>(rows, ...bindings))
			yield { ...row, events: unpackEvents(body) };
	}

	/** Whether anything went. */
	removeOf(accountId: string, profileId: string): boolean {
		const removed = 'DELETE FROM account_events WHERE account_id = ? AND profile_id = ?';
		return this.#sql.exec(removed, accountId, profileId).rowsWritten > 0;
	}

	/** Whether anything went. */
	removeBefore(accountId: string, beforeMs: number): boolean {
		const removed = 'DELETE FROM account_events WHERE account_id = ? AND until_at < ?';
		return this.#sql.exec(removed, accountId, beforeMs).rowsWritten > 0;
	}

	removeAll(accountId: string): void {
		this.#sql.exec('DELETE FROM account_events WHERE account_id = ?', accountId);
	}

	/** When the newest of them happened, ms; 0 when there is none. */
	newest(accountId: string): number {
		const newest = 'SELECT max(until_at) AS at FROM account_events WHERE account_id = ?';
		return this.#sql.exec<{ at: number | null }>(newest, accountId).one().at ?? 0;
	}
}
