import type { Env } from '../env.ts';
import { keyedHash } from '../keyed-hash.ts';
import { bodyOf } from './call-endpoint.ts';
import type { Input } from './types.ts';

export type Traits = Readonly<Record<string, unknown>>;

/** An input's name in the cache: tells nobody what was asked. @param meaning of the enrichment, `meaningOf` */
export function nameOfInput(env: Env, meaning: string, input: Input): Promise<string> {
	return keyedHash(env.SECRET, 'enrichment-input', `${meaning}\n${bodyOf(input)}`);
}

/** What was answered to these inputs, as far as it still holds. */
export async function cachedTraits(
	env: Env,
	enrichmentId: string,
	inputs: readonly string[],
	now: number,
): Promise<Map<string, Traits>> {
	const { results } = await env.DB.prepare(
		`SELECT input, traits FROM enrichment_cache
		 WHERE enrichment_id = ?1 AND expires_at > ?3 AND input IN (SELECT value FROM json_each(?2))`,
	)
		.bind(enrichmentId, JSON.stringify(inputs), now)
		.all<{ input: string; traits: string }>();
	return new Map(results.map(({ input, traits }) => [input, JSON.parse(traits)]));
}

/** An answer that is to be remembered. */
export interface Remembered {
	readonly input: string;
	readonly traits: Traits;
	/** For whom it was asked. */
	readonly profileId: string;
}

export async function rememberTraits(
	env: Env,
	enrichmentId: string,
	answers: readonly Remembered[],
	expiresAt: number,
): Promise<void> {
	if (answers.length === 0) return;
	await env.DB.prepare(
		`INSERT INTO enrichment_cache (enrichment_id, input, traits, profile_id, expires_at)
		 SELECT ?1, value ->> 'input', value -> 'traits', value ->> 'profileId', ?3 FROM json_each(?2) WHERE true
		 ON CONFLICT (enrichment_id, input) DO UPDATE SET
			traits = excluded.traits, profile_id = excluded.profile_id, expires_at = excluded.expires_at`,
	)
		.bind(enrichmentId, JSON.stringify(answers), expiresAt)
		.run();
}

/** What was remembered of people, as long as it is still of them. */
export async function forgetAnswers(env: Env, enrichmentId: string, answers: readonly Remembered[]): Promise<void> {
	if (answers.length === 0) return;
	await env.DB.prepare(
		`DELETE FROM enrichment_cache WHERE enrichment_id = ?1 AND (input, profile_id) IN (
			SELECT value ->> 'input', value ->> 'profileId' FROM json_each(?2))`,
	)
		.bind(enrichmentId, JSON.stringify(answers))
		.run();
}

/** The cron's share: what no longer holds goes. */
export async function forgetOldAnswers(env: Env, now: number): Promise<void> {
	await env.DB.prepare('DELETE FROM enrichment_cache WHERE expires_at <= ?').bind(now).run();
}
