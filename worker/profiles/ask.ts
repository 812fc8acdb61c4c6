import type { ConditionJson } from '../../core/condition/types.ts';
import { regions } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { shardByName } from './address.ts';
import type { PeopleCount } from './count-matching.ts';
import type { ShardStub } from './shard-interface.ts';

/** Every shard that anyone has ever been in: whom to ask about many people. */
export async function allShards(env: Env): Promise<ShardStub[]> {
	const { results } = await env.DB.prepare('SELECT name FROM shards ORDER BY name').all<{ name: string }>();
	return results.flatMap(({ name }) => {
		const region = regions.find((known) => /^\d+$/.test(name.slice(known.length)) && name.startsWith(known));
		return region ? [shardByName(env, name, region)] : [];
	});
}

/** How many people everywhere meet a condition now, exactly, with the ids of a few. */
export async function countPeople(env: Env, condition: ConditionJson, examples: number): Promise<PeopleCount> {
	const answers = await Promise.all((await allShards(env)).map((shard) => shard.count(condition, examples)));
	return {
		count: answers.reduce((sum, answer) => sum + answer.count, 0),
		examples: answers.flatMap((answer) => answer.examples).slice(0, examples),
	};
}

/** How a computed trait is spread over everyone. */
export interface SpreadOfEveryone {
	readonly people: number;
	readonly withValue: number;
	readonly quintiles: readonly number[] | null;
	readonly values: readonly { readonly value: unknown; readonly people: number }[];
	readonly examples: readonly { readonly id: string; readonly value: unknown }[];
}

const valuesShown = 10;

/** Works out what events amount to for everyone as they are now. @param amount as `compileAmount` takes it */
export async function spreadOfEveryone(env: Env, amount: ConditionJson, examples: number): Promise<SpreadOfEveryone> {
	const spreads = await Promise.all((await allShards(env)).map((shard) => shard.spread(amount, examples)));
	const counts = new Map<string, number>();
	for (const [json, people] of spreads.flatMap(({ values }) => values))
		counts.set(json, (counts.get(json) ?? 0) + people);
	const frequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, valuesShown);
	return {
		people: spreads.reduce((sum, { people }) => sum + people, 0),
		withValue: spreads.reduce((sum, { withValue }) => sum + withValue, 0),
		quintiles: quintilesOf(spreads.flatMap(({ numbers }) => numbers)),
		values: frequent.map(([json, people]) => ({ value: JSON.parse(json), people })),
		examples: spreads.flatMap((spread) => spread.examples).slice(0, examples),
	};
}

function quintilesOf(numbers: readonly number[]): number[] | null {
	if (numbers.length === 0) return null;
	const sorted = numbers.toSorted((a, b) => a - b);
	return [1, 2, 3, 4].map((fifth) => sorted[Math.floor((sorted.length * fifth) / 5)] ?? 0);
}

export interface JourneyCounts {
	readonly active: number;
	readonly finished: number;
	readonly exited: number;
}

/** How many enrollments each journey has, by status; journeys that nobody entered have zeros. */
export async function journeyCounts(env: Env, journeyIds: readonly string[]): Promise<Record<string, JourneyCounts>> {
	const answers = await Promise.all((await allShards(env)).map((shard) => shard.enrollmentCounts()));
	const rows = answers.flat();
	const sum = (journeyId: string, status: string): number =>
		rows.reduce((total, row) => total + (row.journeyId === journeyId && row.status === status ? row.count : 0), 0);
	return Object.fromEntries(
		journeyIds.map((id) => [
			id,
			{ active: sum(id, 'active'), finished: sum(id, 'finished'), exited: sum(id, 'exited') },
		]),
	);
}
