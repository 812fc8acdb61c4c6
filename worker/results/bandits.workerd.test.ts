import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseGoal } from '../../core/goal/index.ts';
import { type Counted, noSums } from '../../core/judge/index.ts';
import { randomFrom } from '../../core/stats/testing/random.ts';
import { forgetReleases } from '../experiences/live-release.ts';
import { callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';
import type { ShownResults } from './results-of.ts';
import { armsOf, teachBandits } from './teach-bandits.ts';

const orders = { id: 'orders', name: 'Orders', kind: 'conversion', event: 'Order Completed' };
const variants = ['a', 'b'].map((id) => ({
	...{ id, name: id.toUpperCase(), weight: 0.5 },
	edits: [{ id: 'e', kind: 'text', selector: 'h1', value: id }],
}));

beforeEach(async () => {
	await openWorkspace();
	forgetReleases();
});

async function publish(more: object): Promise<void> {
	const call = await callAs('owner');
	expect(await call('POST', '/goals', orders)).toMatchObject({ status: 201 });
	const draft = { id: 'exp', name: 'Hero', status: 'live', variants, ...more };
	expect(await call('POST', '/sites/shop/experiences', draft)).toMatchObject({ status: 201 });
	expect(await call('POST', '/sites/shop/releases')).toMatchObject({ status: 201 });
}

/** So many people who saw a variant, of whom the first so many order, for about as much. */
async function people(variantId: string, count: number, buyers: number, total = 10): Promise<void> {
	const at = (ms: number) => new Date(Date.now() - 3_600_000 + ms).toISOString();
	const events = Array.from({ length: count }, (_, i) => {
		const visitor = newVisitor(i % 16);
		const properties = { experienceId: 'exp', variantId };
		const seen = track(visitor, 'Experience Viewed', { timestamp: at(0), properties });
		return [
			seen,
			...(i < buyers
				? [track(visitor, 'Order Completed', { timestamp: at(1), properties: { total: total + (i % 3) - 1 } })]
				: []),
		];
	});
	expect((await send(events.flat(), { key: secretKey })).body.refused).toEqual([]);
}

async function results(): Promise<ShownResults> {
	const { body } = await (await callAs('owner'))('GET', '/experiences/exp/results?anew=true');
	return body as ShownResults;
}

describe('a bandit', () => {
	test('shows what works to more people, keeps the floor, and tells what learning cost', async () => {
		await publish({ kind: 'bandit', bandit: { goalId: 'orders', floor: 0.1 } });
		await people('a', 100, 10);
		await people('b', 100, 40);
		await teachBandits(env, Date.now(), randomFrom(1));
		const { variants: shown, goals, regret, srm } = await results();
		expect(shown[0]?.weight).toBeCloseTo(0.1, 1);
		expect(shown[1]?.weight).toBeCloseTo(0.9, 1);
		expect(goals).toMatchObject([{ goalId: 'orders', role: 'primary' }]);
		expect(regret).toEqual({ lost: expect.closeTo(30), gained: expect.closeTo(0) });
		expect(srm).toBeNull();
	});

	test('is not taught again before there can be news', async () => {
		await publish({ kind: 'bandit', bandit: { goalId: 'orders', floor: 0 } });
		await people('a', 50, 0);
		await people('b', 50, 30);
		const now = Date.now();
		await teachBandits(env, now, randomFrom(1));
		const first = (await results()).variants;
		await people('a', 200, 190);
		await teachBandits(env, now + 60_000, randomFrom(1));
		expect((await results()).variants).toEqual(first);
		await teachBandits(env, now + 3_600_000, randomFrom(1));
		expect((await results()).variants[0]?.weight).toBeGreaterThan(0.9);
	});

	test('learns from a ratio by what each order brings, and tells what learning cost in its units', async () => {
		const ratio = { kind: 'ratio', value: 'properties.total', per: { event: 'Order Completed' } };
		const call = await callAs('owner');
		expect(await call('POST', '/goals', { ...orders, ...ratio, id: 'each' })).toMatchObject({ status: 201 });
		await publish({ kind: 'bandit', bandit: { goalId: 'each', floor: 0.1 } });
		await people('a', 100, 60, 20);
		await people('b', 100, 30, 30);
		await teachBandits(env, Date.now(), randomFrom(1));
		const { variants: shown, regret } = await results();
		expect(shown.map(({ weight }) => weight)).toEqual([expect.closeTo(0.1, 1), expect.closeTo(0.9, 1)]);
		// Sixty orders that could have brought ten more each.
		expect(regret?.lost).toBeCloseTo(600, 0);
	});

	test('is refused a quantile to learn from, and its goal cannot become one', async () => {
		const call = await callAs('owner');
		const quantile = { ...orders, kind: 'quantile', quantile: 0.9 };
		expect(await call('POST', '/goals', { ...quantile, id: 'late' })).toMatchObject({ status: 201 });
		const draft = { name: 'Hero', kind: 'bandit', variants, bandit: { goalId: 'late', floor: 0.1 } };
		const refused = { status: 400, body: { error: { code: 'experience-invalid', path: 'bandit.goalId' } } };
		expect(await call('POST', '/sites/shop/experiences', draft)).toMatchObject(refused);
		await publish({ kind: 'bandit', bandit: { goalId: 'orders', floor: 0.1 } });
		const { body } = await call('GET', '/experiences/exp');
		const { updatedAt } = body as { updatedAt: string };
		expect(await call('PUT', '/experiences/exp', { ...draft, updatedAt })).toMatchObject(refused);
		expect(await call('PUT', '/goals/orders', quantile)).toMatchObject({
			status: 409,
			body: { error: { code: 'goal-in-use', path: 'kind', message: expect.stringContaining('“Hero”') } },
		});
		expect(await call('GET', '/goals/orders')).toMatchObject({ body: { kind: 'conversion' } });
	});

	test('learns that less is better where it is, from ratios too, and nothing from a quantile', () => {
		const sums = { ...noSums, n: 10, sum: 4, sumSquares: 8, per: 5, perSquares: 7, sumPer: 6 };
		const counted: Counted = {
			...{ groups: { all: { a: { people: 10, goals: { g: sums } } } }, days: {}, several: 0, edgeOnly: {} },
			...{ firstMs: null, lastMs: null },
		};
		const learned = (goal: object) =>
			armsOf(parseGoal({ id: 'g', name: 'G', event: 'E', ...goal }), { variants }, counted);
		expect(learned({ kind: 'conversion', lessIsBetter: true })).toEqual([
			{ id: 'a', n: 10, sum: 6 },
			{ id: 'b', n: 0, sum: 0 },
		]);
		expect(learned({ kind: 'sum', value: 'properties.x', lessIsBetter: true })[0]).toEqual({
			...{ id: 'a', n: 10, sum: -4, sumSquares: 8 },
		});
		const ratio = { kind: 'ratio', value: 'properties.x', per: { event: 'E' } };
		const denominator = { denominatorSum: 5, denominatorSumSquares: 7 };
		expect(learned(ratio)[0]).toEqual({ id: 'a', n: 10, sum: 4, sumSquares: 8, ...denominator, sumProducts: 6 });
		expect(learned({ ...ratio, lessIsBetter: true })[0]).toEqual({
			...{ id: 'a', n: 10, sum: -4, sumSquares: 8, ...denominator, sumProducts: -6 },
		});
		expect(learned({ kind: 'quantile', quantile: 0.5 })).toEqual([]);
	});
});

describe('people who are held out', () => {
	test('are whom all that a personalisation shows is compared with', async () => {
		await publish({ kind: 'personalization', holdout: 0.5 });
		await (await callAs('owner'))('PUT', '/experiences/exp/judging', {
			...{ goals: [{ goalId: 'orders', role: 'primary' }], minDays: 0 },
		});
		await people('holdout', 300, 30);
		await people('a', 200, 70);
		await people('b', 100, 35);
		const { people: counted, verdict, srm, goals } = await results();
		expect(counted).toEqual([
			{ variantId: 'holdout', people: 300, weight: 0.5 },
			{ variantId: 'shown', people: 300, weight: 0.5 },
		]);
		expect(goals[0]?.comparisons[0]?.sequential.expected).toBeCloseTo(2.5, 9);
		expect(srm?.alarm).toBe(false);
		expect(verdict).toMatchObject({
			kind: 'winner',
			variantId: 'shown',
			next: 'Keep it, and hold nobody out any longer.',
		});
	});

	test('of an experiment are counted, and compared with nobody', async () => {
		await publish({ kind: 'experiment', holdout: 0.1 });
		await people('holdout', 20, 10);
		await people('a', 30, 10);
		await people('b', 30, 10);
		const { people: counted, heldOut, srm } = await results();
		expect(counted.map((one) => one.people)).toEqual([30, 30]);
		expect(heldOut).toBe(20);
		expect(srm).toEqual({ pValue: 1, alarm: false });
	});
});
