/**
 * At the old profile what it was when it left; at the new one rows that are on their way, what came with a merge, and what
 * goes back when it is undone.
 */
export type LuggageKind = 'profile' | 'enrollment' | 'delivery' | 'staged' | 'came' | 'parcel';

/** What merges carry, item by item: an item is one value, of which storage takes 2 MB. */
export class LuggageTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	put(mergeId: string, kind: LuggageKind, id: string, body: string): void {
		this.#sql.exec(
			`INSERT INTO luggage (merge_id, kind, id, body) VALUES (?, ?, ?, ?)
			 ON CONFLICT (merge_id, kind, id) DO UPDATE SET body = excluded.body`,
			mergeId,
			kind,
			id,
			body,
		);
	}

	/** Items of a kind, in the order of their ids. */
	*items(mergeId: string, kind: LuggageKind): Generator<string> {
		let after = '';
		for (;;) {
			const row = this.#sql
				.exec<{ id: string; body: string }>(
					'SELECT id, body FROM luggage WHERE merge_id = ? AND kind = ? AND id > ? ORDER BY id LIMIT 1',
					mergeId,
					kind,
					after,
				)
				.toArray()[0];
			if (!row) return;
			yield row.body;
			after = row.id;
		}
	}

	removeAll(mergeId: string): void {
		this.#sql.exec('DELETE FROM luggage WHERE merge_id = ?', mergeId);
	}

	remove(mergeId: string, kind: LuggageKind): void {
		this.#sql.exec('DELETE FROM luggage WHERE merge_id = ? AND kind = ?', mergeId, kind);
	}
}
