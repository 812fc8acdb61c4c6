import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shardOf } from './profiles/index.ts';
import { openWorkspace, secretKey, send } from './testing/workspace.ts';
import { together } from './together.ts';

/** Answers each question with itself, when the test says so. */
function source() {
	const asked: { readonly questions: readonly string[]; readonly answer: PromiseWithResolvers<ReadonlySet<string>> }[] =
		[];
	const ask = together<string, ReadonlySet<string>>((_, questions) => {
		const answer = Promise.withResolvers<ReadonlySet<string>>();
		asked.push({ questions, answer });
		return answer.promise;
	});
	const answer = (index: number) => asked[index]?.answer.resolve(new Set(asked[index].questions));
	return { asked, ask, answer };
}

/** Lets a moment pass, by the clock that the test holds. */
async function pass(ms: number): Promise<void> {
	await vi.advanceTimersByTimeAsync(ms);
}

describe('questions of the same moment', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	test('are asked at once by who is alone', async () => {
		const { asked, ask, answer } = source();
		const one = ask(env, ['a', 'b']);
		expect(asked.map(({ questions }) => questions)).toEqual([['a', 'b']]);
		answer(0);
		expect(await one).toEqual(new Set(['a', 'b']));
	});

	test('wait for each other while one is being answered, and are one question then', async () => {
		const { asked, ask, answer } = source();
		const first = ask(env, ['a']);
		const later = [ask(env, ['b']), ask(env, ['c', 'd']), ask(env, ['a'])];
		expect(asked).toHaveLength(1);
		await pass(2);
		expect(asked.map(({ questions }) => questions)).toEqual([['a'], ['b', 'c', 'd', 'a']]);
		answer(1);
		for (const one of await Promise.all(later)) expect(one).toEqual(new Set(['a', 'b', 'c', 'd']));
		answer(0);
		await first;
	});

	test('never join what was asked before', async () => {
		const { asked, ask, answer } = source();
		const all = [ask(env, ['a']), ask(env, ['b'])];
		await pass(2);
		all.push(ask(env, ['c']));
		await pass(2);
		expect(asked.map(({ questions }) => questions)).toEqual([['a'], ['b'], ['c']]);
		for (const index of [0, 1, 2]) answer(index);
		await Promise.all(all);
	});

	test('fail together, and the next ones are asked again', async () => {
		const { asked, ask, answer } = source();
		const first = ask(env, ['a']);
		const failing = [ask(env, ['b']), ask(env, ['c'])].map((one) => one.catch((error: Error) => error.message));
		await pass(2);
		asked[1]?.answer.reject(new Error('D1 is away'));
		expect(await Promise.all(failing)).toEqual(['D1 is away', 'D1 is away']);
		answer(0);
		await first;
		const again = ask(env, ['b']);
		answer(2);
		expect(await again).toEqual(new Set(['b']));
	});

	test('do not wait for who began to gather and has ended', async () => {
		const { asked, ask, answer } = source();
		const first = ask(env, ['a']);
		const dead = ask(env, ['b']);
		vi.setSystemTime(Date.now() + 100);
		const next = ask(env, ['c']);
		await pass(2);
		expect(asked.map(({ questions }) => questions)).toEqual([['a'], ['b'], ['c']]);
		for (const index of [0, 1, 2]) answer(index);
		expect(await next).toEqual(new Set(['c']));
		await Promise.all([first, dead]);
	});

	test('are asked alone when the request that asked for all never hears an answer', async () => {
		const { asked, ask, answer } = source();
		const first = ask(env, ['a']);
		const dead = ask(env, ['b']);
		const joined = ask(env, ['c']);
		await pass(2);
		expect(asked[1]?.questions).toEqual(['b', 'c']);
		await pass(1_000);
		expect(asked[2]?.questions).toEqual(['c']);
		for (const index of [2, 1, 0]) answer(index);
		expect(await joined).toEqual(new Set(['c']));
		await Promise.all([first, dead]);
	});
});

test('requests that come at once each find whom they are about', async () => {
	await openWorkspace();
	const userIds = Array.from({ length: 40 }, (_, i) => `user-${i}`);
	const visit = (userId: string) => send([{ type: 'track', event: 'Order Completed', userId }], { key: secretKey });
	await Promise.all(userIds.map(visit));
	await Promise.all(userIds.map(visit));
	const { results } = await env.DB.prepare(
		"SELECT value, profile_id AS id FROM identities WHERE kind = 'userId' ORDER BY value",
	).all<{ value: string; id: string }>();
	expect(results.map(({ value }) => value)).toEqual(userIds.toSorted());
	const counted = await Promise.all(results.map(async ({ id }) => (await shardOf(env, id).detail(id))?.events));
	expect(counted).toEqual(userIds.map(() => 2));
});
