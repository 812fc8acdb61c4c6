import type { Env } from '../env.ts';
import { type Judgement, judge, type Person, type SharedKey } from './judge.ts';

/** Two profiles, the lesser id first. */
export interface Pair {
	readonly oneId: string;
	readonly otherId: string;
}

/** What more people than this have in common is no single person's: a kiosk, a family's number, an address of a shop. */
const peopleMax = 5;

/** SQL: whether a key is few people's. Looks no further than needed. */
export function isFewPeoples(key: string): string {
	return `(SELECT count(*) FROM (SELECT 1 FROM duplicate_keys AS k WHERE k.key = ${key} LIMIT ${peopleMax + 1})) <= ${peopleMax}`;
}

/** How sure it is of each of these pairs that they are one person, as of now; those of whom too little speaks for it have none. */
export async function judgePairs<P extends Pair>(env: Env, pairs: readonly P[]): Promise<Map<P, Judgement>> {
	const judged = new Map<P, Judgement>();
	if (pairs.length === 0) return judged;
	const [shared, people] = await Promise.all([sharedKeys(env, pairs), peopleOf(env, pairs)]);
	for (const [place, pair] of pairs.entries()) {
		const [one, other] = [people.get(pair.oneId), people.get(pair.otherId)];
		const judgement = one && other && judge(one, other, shared.get(place) ?? []);
		if (judgement) judged.set(pair, judgement);
	}
	return judged;
}

/** The keys that the people of each pair have in common, by the pair's place. */
async function sharedKeys(env: Env, pairs: readonly Pair[]): Promise<Map<number, SharedKey[]>> {
	const { results } = await env.DB.prepare(
		`SELECT j.key AS place, a.key AS key, min(a.vouched, b.vouched) AS vouched
		 FROM json_each(?1) AS j
		 CROSS JOIN duplicate_keys AS a ON a.profile_id = j.value ->> 0
		 CROSS JOIN duplicate_keys AS b ON b.profile_id = j.value ->> 1 AND b.key = a.key
		 WHERE ${isFewPeoples('a.key')}`,
	)
		.bind(JSON.stringify(pairs.map(({ oneId, otherId }) => [oneId, otherId])))
		.all<{ place: number; key: string; vouched: number }>();
	const shared = new Map<number, SharedKey[]>();
	for (const { place, key, vouched } of results)
		shared.set(place, [...(shared.get(place) ?? []), { key, vouched: vouched === 1 }]);
	return shared;
}

const comparedTraits = ['email', 'phone', 'name', 'firstName', 'lastName', 'birthday'];

async function peopleOf(env: Env, pairs: readonly Pair[]): Promise<Map<string, Person>> {
	const facts = comparedTraits.map((trait) => `'${trait}', traits -> '$.${trait}'`).join(', ');
	const { results } = await env.DB.prepare(
		`SELECT id, user_id AS userId, json_object(${facts}) AS facts FROM profiles WHERE id IN (SELECT value FROM json_each(?1))`,
	)
		.bind(JSON.stringify([...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))]))
		.all<{ id: string; userId: string | null; facts: string }>();
	return new Map(results.map(({ id, userId, facts: text }) => [id, { userId, facts: JSON.parse(text) }]));
}
