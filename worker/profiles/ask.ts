import type { ConditionJson } from '../../core/condition/types.ts';
import { type Counted, joinCounted } from '../../core/judge/index.ts';
import { joinTallied, type Tallied } from '../../core/recommend/index.ts';
import type { Env } from '../env.ts';
import { regionIn, shardByName, shardOf } from './address.ts';
import type { SweepProgress } from './attend.ts';
import type { Membership } from './by-hand.ts';
import { byShard } from './by-shard.ts';
import type { ComputedScope } from './compute-traits.ts';
import type { ExposedQuestion } from './count-exposed.ts';
import { type Audience, type AudienceQuestion, joinAudiences, sumsOf } from './count-matching.ts';
import type { MembershipsAnswer, ShardStub } from './shard-interface.ts';
import { joinVocabularies, type Vocabulary } from './vocabulary.ts';

/** Every shard that anyone has ever been in: whom to ask about many people. */
export async function allShards(env: Env): Promise<ShardStub[]> {
	const { results } = await env.DB.prepare('SELECT name FROM shards ORDER BY name').all<{ name: string }>();
	return results.flatMap(({ name }) => {
		const region = regionIn(name);
		return region ? [shardByName(env, name, region)] : [];
	});
}

/**
 * What every shard answers to a question that takes all its people to answer. Where shards share a process they also share its
 * one thread, and what they hold meanwhile is the garbage collector's work: then a few at a time are all sooner done.
 */
async function askAll<T>(env: Env, ask: (shard: ShardStub) => Promise<T>): Promise<T[]> {
	const shards = await allShards(env);
	const waiting = shards.entries();
	const answers: T[] = [];
	const atOnce = Number(env.SHARDS_AT_ONCE) || shards.length;
	const goOn = async () => {
		for (const [place, shard] of waiting) answers[place] = await ask(shard);
	};
	await Promise.all(Array.from({ length: atOnce }, goOn));
	return answers;
}

/** Who everywhere meets a condition now, exactly, and how many did before. */
export async function audienceOf(env: Env, condition: ConditionJson, question: AudienceQuestion): Promise<Audience> {
	const text = JSON.stringify(condition);
	const answers = await askAll(env, (shard) => shard.audience(text, question));
	return joinAudiences(answers, question.examples);
}

/** How many people everywhere are in each segment now, by its id. Empty segments are left out. */
export async function memberCounts(env: Env): Promise<ReadonlyMap<string, number>> {
	return sumsOf(await askAll(env, (shard) => shard.memberCounts()));
}

/** Who everywhere saw something, by variant, and what they did from then on, exactly. */
export async function countExposedEverywhere(env: Env, question: ExposedQuestion): Promise<Counted> {
	const answers = await askAll(env, (shard) => shard.countExposed(question));
	return joinCounted(answers);
}

/** What everyone everywhere did with products in the last 30 days. */
export async function productsEverywhere(env: Env): Promise<Tallied> {
	return joinTallied(await askAll(env, (shard) => shard.countProducts()));
}

/** How far every shard has come with asking everyone again after segments changed. */
export async function sweepProgressByShard(env: Env): Promise<({ readonly shard: string } & SweepProgress)[]> {
	return Promise.all(
		(await allShards(env)).map(async (shard) => ({ shard: shard.name ?? '', ...(await shard.sweepProgress()) })),
	);
}

/** Names, properties and values that conditions can ask about, from the newest events and people of every shard. */
export async function vocabularyEverywhere(env: Env): Promise<Vocabulary> {
	return joinVocabularies(await Promise.all((await allShards(env)).map((shard) => shard.vocabulary())));
}

/** People whom one shard puts in or out of a segment in one transaction. */
const membersAtOnce = 500;

/** Puts people in or out of a segment by hand, shard by shard. Tells how many it changed, and ids that are nobody's. */
export async function setMembershipsOf(
	env: Env,
	segmentId: string,
	profileIds: readonly string[],
	membership: Membership,
): Promise<MembershipsAnswer> {
	const groups = byShard(profileIds.map((profileId) => ({ profileId })));
	const answers = await Promise.all(
		groups.map(async (group) => {
			const shard = shardOf(env, group[0].profileId);
			const told: MembershipsAnswer[] = [];
			for (let from = 0; from < group.length; from += membersAtOnce) {
				const ids = group.slice(from, from + membersAtOnce).map(({ profileId }) => profileId);
				told.push(await shard.setMemberships(segmentId, ids, membership));
			}
			return told;
		}),
	);
	const all = answers.flat();
	return {
		changed: all.reduce((sum, { changed }) => sum + changed, 0),
		unknown: all.flatMap(({ unknown }) => unknown),
	};
}

/** How a computed trait is spread over everyone, or over all accounts. */
export interface SpreadOfEveryone {
	readonly people: number;
	readonly withValue: number;
	readonly quintiles: readonly number[] | null;
	readonly values: readonly { readonly value: unknown; readonly people: number }[];
	readonly examples: readonly { readonly id: string; readonly value: unknown }[];
}

const valuesShown = 10;

/** Works out what events amount to for everyone as they are now, or for all accounts. @param amount as `compileAmount` takes it */
export async function spreadOfEveryone(
	env: Env,
	amount: ConditionJson,
	examples: number,
	scope: ComputedScope,
): Promise<SpreadOfEveryone> {
	const spreads = await askAll(env, (shard) => shard.spread(amount, examples, scope));
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
