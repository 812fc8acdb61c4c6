/** A call of a webhook that is still to be made. Moments are ms. */
export interface WebhookCall {
	readonly id: string;
	readonly webhookId: string;
	readonly profileId: string;
	/** What it says, as JSON. */
	readonly body: string;
	/** When it is made, or made again. */
	readonly dueAt: number;
	/** Tries that failed. */
	readonly tries: number;
	/** When what it tells happened. */
	readonly at: number;
}

interface Row extends Record<string, SqlStorageValue> {
	readonly id: string;
	readonly webhookId: string;
	readonly profileId: string;
	readonly body: string;
	readonly dueAt: number;
	readonly tries: number;
	readonly at: number;
}

const columns = 'id, webhook_id AS webhookId, profile_id AS profileId, body, due_at AS dueAt, tries, at';

/** What the owner's webhooks have yet to hear: each call goes once it was answered, or given up. */
export class WebhookCallTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Noted again, it is the same. */
	add({ id, webhookId, profileId, body, dueAt, tries, at }: WebhookCall): void {
		this.#sql.exec(
			`INSERT OR IGNORE INTO webhook_calls (id, webhook_id, profile_id, body, due_at, tries, at)
			 VALUES (?, ?, ?, ?, ?, ?, ?)`,
			...[id, webhookId, profileId, body, dueAt, tries, at],
		);
	}

	/** Calls of one webhook that are due, in the order in which they were noted. */
	due(webhookId: string, now: number, limit: number): WebhookCall[] {
		const where = 'WHERE webhook_id = ? AND due_at <= ? ORDER BY seq LIMIT ?';
		return this.#sql.exec<Row>(`SELECT ${columns} FROM webhook_calls ${where}`, webhookId, now, limit).toArray();
	}

	/** When a call is due next, ms, by webhook. */
	earliest(): Map<string, number> {
		const rows = this.#sql.exec<{ webhookId: string; dueAt: number }>(
			'SELECT webhook_id AS webhookId, min(due_at) AS dueAt FROM webhook_calls GROUP BY webhook_id',
		);
		return new Map(rows.toArray().map(({ webhookId, dueAt }) => [webhookId, dueAt]));
	}

	/** It failed; does nothing for one that is gone meanwhile. */
	postpone(id: string, tries: number, dueAt: number): void {
		this.#sql.exec('UPDATE webhook_calls SET tries = ?, due_at = ? WHERE id = ?', tries, dueAt, id);
	}

	remove(id: string): void {
		this.#sql.exec('DELETE FROM webhook_calls WHERE id = ?', id);
	}

	/** Somebody is erased. */
	removeOf(profileId: string): void {
		this.#sql.exec('DELETE FROM webhook_calls WHERE profile_id = ?', profileId);
	}

	/** What waits for webhooks that are not called any more. @param webhookIds those that are */
	dropOthers(webhookIds: readonly string[]): void {
		this.#sql.exec(
			'DELETE FROM webhook_calls WHERE webhook_id NOT IN (SELECT value FROM json_each(?))',
			JSON.stringify(webhookIds),
		);
	}
}
