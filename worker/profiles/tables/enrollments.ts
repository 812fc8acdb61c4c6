import type { Enrollment } from '../../../core/journey/types.ts';

export interface EnrollmentCount {
	readonly journeyId: string;
	readonly status: string;
	readonly count: number;
	readonly [column: string]: SqlStorageValue;
}

export class EnrollmentTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	of(profileId: string): Enrollment[] {
		return this.#sql
			.exec<{ body: string }>('SELECT body FROM enrollments WHERE profile_id = ?', profileId)
			.toArray()
			.map((row) => JSON.parse(row.body));
	}

	save(enrollment: Enrollment): void {
		this.#sql.exec(
			`INSERT INTO enrollments (profile_id, id, journey_id, status, body) VALUES (?, ?, ?, ?, ?)
			 ON CONFLICT (profile_id, id) DO UPDATE SET status = excluded.status, body = excluded.body`,
			enrollment.profileId,
			enrollment.id,
			enrollment.journeyId,
			enrollment.status,
			JSON.stringify(enrollment),
		);
	}

	/** Takes a person's enrollments away. */
	remove(profileId: string): void {
		this.#sql.exec('DELETE FROM enrollments WHERE profile_id = ?', profileId);
	}

	counts(): EnrollmentCount[] {
		return this.#sql
			.exec<EnrollmentCount>(
				'SELECT journey_id AS journeyId, status, count(*) AS count FROM enrollments GROUP BY journey_id, status',
			)
			.toArray();
	}
}
