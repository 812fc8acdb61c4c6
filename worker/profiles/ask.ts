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
