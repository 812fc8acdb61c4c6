import type { Env } from '../env.ts';

/** What became of some calls. */
export interface Answers {
	readonly answered: number;
	readonly givenUp: number;
	/** What the last that failed said; null when none did. */
	readonly says: string | null;
}

/** Notes how a webhook does, for whoever looks after it. One row for all shards. */
export async function noteAnswers(
	env: Env,
	id: string,
	{ answered, givenUp, says }: Answers,
	now: number,
): Promise<void> {
	await env.DB.prepare(
		`UPDATE webhooks SET
			failures = CASE WHEN ?2 > 0 THEN 0 ELSE failures + 1 END,
			failing_since = CASE WHEN ?2 > 0 THEN NULL ELSE coalesce(failing_since, ?4) END,
			last_answer_at = CASE WHEN ?2 > 0 THEN ?4 ELSE last_answer_at END,
			last_error = CASE WHEN ?3 IS NOT NULL THEN ?3 ELSE last_error END,
			given_up = given_up + ?5
		 WHERE id = ?1`,
	)
		.bind(id, answered, says, now, givenUp)
		.run();
}
