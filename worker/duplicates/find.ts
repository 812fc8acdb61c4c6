import type { Env } from '../env.ts';
import { randomText } from '../new-id.ts';
import { isFewPeoples, judgePairs, type Pair } from './evidence.ts';

/** Keys that one step compares. */
const stepKeys = 1000;

/**
 * Looks for people who have the same keys as those whose keys are new, a step at a time. Costs by what is new, however many
 * people there are. Each step may be done twice. Returns whether keys are left.
 */
export async function findDuplicates(env: Env, now: number, stepsMax: number): Promise<boolean> {
	for (let step = 0; step < stepsMax; step++) {
		if (!(await findStep(env, now))) return false;
	}
	return true;
}

async function findStep(env: Env, now: number): Promise<boolean> {
	const { results: fresh } = await env.DB.prepare(
		'SELECT profile_id AS profileId, key FROM duplicate_keys WHERE checked = 0 ORDER BY key, profile_id LIMIT ?1',
	)
		.bind(stepKeys)
		.all<{ profileId: string; key: string }>();
	if (fresh.length === 0) return false;
	await propose(env, await pairsOf(env, [...new Set(fresh.map(({ key }) => key))]), now);
	// Only those that were looked at: somebody else may have come by the same key meanwhile.
	await env.DB.prepare(
		`UPDATE duplicate_keys SET checked = 1
		 WHERE (profile_id, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))`,
	)
		.bind(JSON.stringify(fresh.map(({ profileId, key }) => [profileId, key])))
		.run();
	return fresh.length === stepKeys;
}

async function pairsOf(env: Env, keys: readonly string[]): Promise<Pair[]> {
	const { results } = await env.DB.prepare(
		`WITH few AS MATERIALIZED (SELECT value AS key FROM json_each(?1) WHERE ${isFewPeoples('value')})
		 SELECT DISTINCT a.profile_id AS oneId, b.profile_id AS otherId
		 FROM few CROSS JOIN duplicate_keys AS a ON a.key = few.key
		 CROSS JOIN duplicate_keys AS b ON b.key = few.key AND b.profile_id > a.profile_id`,
	)
		.bind(JSON.stringify(keys))
		.all<Pair>();
	return results;
}

async function propose(env: Env, pairs: readonly Pair[], now: number): Promise<void> {
	const judged = await judgePairs(env, pairs);
	if (judged.size === 0) return;
	const apart = await keptApart(env, [...judged.keys()]);
	const rows = [...judged]
		.filter(([pair]) => !apart.has(nameOf(pair)))
		.map(([pair, { score, level }]) => ({ ...pair, id: `dup_${randomText(12)}`, score, level }));
	await env.DB.prepare(
		`INSERT INTO duplicates (id, one_id, other_id, state, score, level, found_at)
		 SELECT value ->> 'id', value ->> 'oneId', value ->> 'otherId', 'pending', value ->> 'score', value ->> 'level', ?2
		 FROM json_each(?1) WHERE true
		 ON CONFLICT (one_id, other_id) DO UPDATE SET score = excluded.score, level = excluded.level
		 WHERE duplicates.state = 'pending'`,
	)
		.bind(JSON.stringify(rows), now)
		.run();
}

function nameOf({ oneId, otherId }: Pair): string {
	return oneId < otherId ? `${oneId} ${otherId}` : `${otherId} ${oneId}`;
}

/**
 * Pairs of whom a teammate has said that they are two, or has undone their merge; also where that was said of somebody who has
 * been merged into one of them since.
 */
async function keptApart(env: Env, pairs: readonly Pair[]): Promise<Set<string>> {
	const ids = [...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
	const { results } = await env.DB.prepare(
		`WITH RECURSIVE inside (home, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION SELECT inside.home, m.source_id FROM inside CROSS JOIN merges AS m ON m.target_id = inside.id AND m.state <> 'undone'
		 )
		 SELECT a.home AS oneId, b.home AS otherId FROM inside AS a
		 CROSS JOIN duplicates AS d ON d.one_id = a.id AND d.state = 'dismissed' JOIN inside AS b ON b.id = d.other_id
		 UNION SELECT a.home, b.home FROM inside AS a
		 CROSS JOIN merges AS u ON u.target_id = a.id AND u.state = 'undone' JOIN inside AS b ON b.id = u.source_id`,
	)
		.bind(JSON.stringify(ids))
		.all<Pair>();
	return new Set(results.map(nameOf));
}
