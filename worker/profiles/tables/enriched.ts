/** What became of asking about somebody: `asked` while that is under way or waits. */
export type EnrichedOutcome = 'asked' | 'answered' | 'nothing' | 'refused' | 'full' | 'given-up';

/** A question to an endpoint about somebody, or what became of it. Moments are ms. */
export interface Enriched {
	readonly enrichmentId: string;
	readonly profileId: string;
	/** When it is asked; null when it is over. */
	readonly dueAt: number | null;
	readonly tries: number;
	/** When it became what it is. */
	readonly at: number;
	/** A hash of what was known of the person then. */
	readonly known: string;
	readonly outcome: EnrichedOutcome;
}

/** How many people an endpoint is, or was, asked about, with one outcome, and when the first of them is next (ms). */
export interface EnrichedCount {
	readonly enrichmentId: string;
	readonly outcome: EnrichedOutcome;
	readonly count: number;
	readonly nextAt: number | null;
}

interface Row extends Record<string, SqlStorageValue> {
	readonly enrichmentId: string;
	readonly profileId: string;
	readonly dueAt: number | null;
	readonly tries: number;
	readonly at: number;
	readonly known: string;
	readonly outcome: EnrichedOutcome;
}

const columns = 'enrichment_id AS enrichmentId, profile_id AS profileId, due_at AS dueAt, tries, at, known, outcome';

/** Whom the owner's endpoints are, or were, asked about. */
export class EnrichedTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	read(enrichmentId: string, profileId: string): Enriched | null {
		const where = 'WHERE enrichment_id = ? AND profile_id = ?';
		return (
			this.#sql.exec<Row>(`SELECT ${columns} FROM enriched ${where}`, enrichmentId, profileId).toArray()[0] ?? null
		);
	}

	save({ enrichmentId, profileId, dueAt, tries, at, known, outcome }: Enriched): void {
		this.#sql.exec(
			'INSERT OR REPLACE INTO enriched (enrichment_id, profile_id, due_at, tries, at, known, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)',
			...[enrichmentId, profileId, dueAt, tries, at, known, outcome],
		);
	}

	/** Questions of one endpoint that are due, the longest waiting first. */
	due(enrichmentId: string, now: number, limit: number): Enriched[] {
		const where = 'WHERE due_at <= ? AND enrichment_id = ? ORDER BY due_at LIMIT ?';
		return this.#sql.exec<Row>(`SELECT ${columns} FROM enriched ${where}`, now, enrichmentId, limit).toArray();
	}

	/** When a question is due next, ms; Infinity when none is. @param except endpoints that are being asked */
	earliest(except: readonly string[] = []): number {
		const row = this.#sql
			.exec<{ at: number | null }>(
				`SELECT min(due_at) AS at FROM enriched
				 WHERE due_at IS NOT NULL AND enrichment_id NOT IN (SELECT value FROM json_each(?))`,
				JSON.stringify(except),
			)
			.one();
		return row.at ?? Number.POSITIVE_INFINITY;
	}

	/** Somebody is not here any more. */
	remove(profileId: string): void {
		this.#sql.exec('DELETE FROM enriched WHERE profile_id = ?', profileId);
	}

	/** What waits for endpoints that are not asked any more. @param enrichmentIds those that are */
	dropOthers(enrichmentIds: readonly string[]): void {
		this.#sql.exec(
			'DELETE FROM enriched WHERE due_at IS NOT NULL AND enrichment_id NOT IN (SELECT value FROM json_each(?))',
			JSON.stringify(enrichmentIds),
		);
	}

	counts(): EnrichedCount[] {
		return this.#sql
			.exec<{ enrichmentId: string; outcome: EnrichedOutcome; count: number; nextAt: number | null }>(
				`SELECT enrichment_id AS enrichmentId, outcome, count(*) AS count, min(due_at) AS nextAt
				 FROM enriched GROUP BY enrichment_id, outcome`,
			)
			.toArray();
	}

	/** Who had batches of events after one, and the last of these; the same one when there are none. */
	withEventsAfter(seq: number, limit: number): { ids: string[]; throughSeq: number; isMore: boolean } {
		const rows = this.#sql
			.exec<{ seq: number; id: string }>(
				'SELECT seq, profile_id AS id FROM batches WHERE seq > ? ORDER BY seq LIMIT ?',
				seq,
				limit,
			)
			.toArray();
		const throughSeq = rows.at(-1)?.seq ?? seq;
		return { ids: [...new Set(rows.map(({ id }) => id))], throughSeq, isMore: rows.length === limit };
	}

	newestSeq(): number {
		return this.#sql.exec<{ seq: number | null }>('SELECT max(seq) AS seq FROM batches').one().seq ?? 0;
	}
}
