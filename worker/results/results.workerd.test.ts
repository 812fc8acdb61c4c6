import { beforeEach, describe, expect, test } from 'vitest';
import type { Goal } from '../../core/goal/index.ts';
import { hash } from '../../core/hash/index.ts';
import { callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send, siteHost, track } from '../testing/workspace.ts';
import type { ShownResults } from './results-of.ts';

const dayMs = 86_400_000;
const orders = { id: 'orders', name: 'Orders', kind: 'conversion', event: 'Order Completed' };
const revenue = { id: 'revenue', name: 'Revenue', kind: 'sum', event: 'Order Completed', value: 'properties.total' };
const complaints = { ...orders, id: 'complaints', name: 'Complaints', event: 'Complained', lessIsBetter: true };
const variants = [
	{ id: 'a', name: 'As it was', weight: 0.5, edits: [] },
	{ id: 'b', name: 'Bold', weight: 0.5, edits: [] },
];

beforeEach(async () => void (await openWorkspace()));

async function asEditor(method: string, path: string, body?: unknown) {
	return (await callAs('editor'))(method, path, body);
}

/** An experiment with goals, as an editor makes one. */
async function experiment(goals: readonly object[] = [orders], judging: object = {}): Promise<void> {
	const draft = { id: 'exp', name: 'Hero', kind: 'experiment', status: 'live', variants };
	expect(await asEditor('POST', '/sites/shop/experiences', draft)).toMatchObject({ status: 201 });
	for (const goal of goals) expect(await asEditor('POST', '/goals', goal)).toMatchObject({ status: 201 });
	const attached = goals.map((goal, i) => ({ goalId: (goal as Goal).id, role: i === 0 ? 'primary' : 'secondary' }));
	expect(await asEditor('PUT', '/experiences/exp/judging', { goals: attached, minDays: 0, ...judging })).toMatchObject({
		status: 200,
	});
}

async function results(query = '?anew=true'): Promise<ShownResults> {
	const { status, body } = await (await callAs('viewer'))('GET', `/experiences/exp/results${query}`);
	expect(status).toBe(200);
	return body as ShownResults;
}

const ago = (days: number, ms = 0) => new Date(Date.now() - days * dayMs + ms).toISOString();

function viewed(visitor: string, variantId: string, days = 1, more: object = {}) {
	return track(visitor, 'Experience Viewed', {
		timestamp: ago(days),
		properties: { experienceId: 'exp', variantId, ...more },
	});
}

function order(visitor: string, total: number, days = 1) {
	return track(visitor, 'Order Completed', { timestamp: ago(days, 60_000), properties: { total } });
}

/** So many people of each variant, in all shards, of whom the first so many buy. */
async function populate(people: number, buyers: Readonly<Record<string, number>>): Promise<void> {
	const events = Object.entries(buyers).flatMap(([variantId, count], place) =>
		Array.from({ length: people }, (_, i) => {
			const visitor = newVisitor((i + place) % 16);
			return [viewed(visitor, variantId), ...(i < count ? [order(visitor, 10 + (i % 7))] : [])];
		}).flat(),
	);
	for (let from = 0; from < events.length; from += 500) {
		const { body } = await send(events.slice(from, from + 500), { key: secretKey });
		expect(body.refused).toEqual([]);
	}
}

describe('results', () => {
	test('are the sums of all shards, exactly, and name the winner', async () => {
		await experiment([orders, revenue]);
		await populate(300, { a: 60, b: 150 });
		const { people, goals, verdict, srm, days } = await results();
		expect(people.map((one) => one.people)).toEqual([300, 300]);
		expect(goals[0]?.arms).toEqual([
			{ variantId: 'a', n: 300, total: 60, mean: 0.2 },
			{ variantId: 'b', n: 300, total: 150, mean: 0.5 },
		]);
		const totalOf = (count: number) => Array.from({ length: count }, (_, i) => 10 + (i % 7)).reduce((x, y) => x + y, 0);
		expect(goals[1]?.arms.map(({ total }) => total)).toEqual([totalOf(60), totalOf(150)]);
		expect(goals[0]?.comparisons[0]).toMatchObject({
			...{ variantId: 'b', outcome: 'better', varianceReduction: null },
			bayesian: { chanceToWin: expect.closeTo(1, 2) },
			sequential: { expected: expect.closeTo(1.5, 9) },
		});
		expect(srm).toEqual({ pValue: 1, alarm: false });
		expect(days).toEqual([{ date: ago(1).slice(0, 10), people: { a: 300, b: 300 } }]);
		expect(verdict).toMatchObject({ kind: 'winner', variantId: 'b' });
	});

	test('count a person once, from their first exposure, and nobody who saw both', async () => {
		await experiment([orders]);
		const [ada, ben, eve] = [newVisitor(1), newVisitor(1), newVisitor(2)];
		await send([viewed(ada, 'a', 3), viewed(ada, 'a', 2), order(ada, 5, 2)]);
		await send([viewed(ben, 'a', 3), viewed(ben, 'b', 2), order(ben, 5, 2)]);
		await send([viewed(eve, 'b', 3, { edgeOnly: true }), order(eve, 5, 2)]);
		const { people, several, edgeOnly, goals } = await results();
		expect(people.map((one) => one.people)).toEqual([1, 0]);
		expect({ several, edgeOnly }).toEqual({ several: 1, edgeOnly: 1 });
		expect(goals[0]?.arms[0]).toMatchObject({ n: 1, total: 1 });
	});

	test('warn of numbers that do not fit the weights, and then name nobody', async () => {
		await experiment();
		await populate(150, { a: 20, b: 120 });
		await populate(100, { b: 90 });
		const { srm, verdict } = await results();
		expect(srm?.alarm).toBe(true);
		expect(verdict).toMatchObject({ kind: 'broken', variantId: null });
	});

	test('take out of what people do what they did before', async () => {
		await experiment([revenue]);
		const events = Array.from({ length: 120 }, (_, i) => {
			const visitor = newVisitor(i % 16);
			const habit = 10 + Math.floor((hash('habit', String(i), 2) ?? 0) * 200);
			return [order(visitor, habit, 5), viewed(visitor, i % 2 ? 'a' : 'b'), order(visitor, habit + (i % 3))];
		});
		await send(events.flat(), { key: secretKey });
		const [comparison] = (await results()).goals[0]?.comparisons ?? [];
		expect(comparison?.varianceReduction).toBeGreaterThan(0.95);
		await asEditor('PUT', '/experiences/exp/judging', {
			goals: [{ goalId: 'revenue', role: 'primary' }],
			cuped: false,
		});
		const [plain] = (await results()).goals[0]?.comparisons ?? [];
		expect(plain?.varianceReduction).toBeNull();
		expect(width(comparison?.fixed.ci)).toBeLessThan(width(plain?.fixed.ci) / 4);
	});

	test('cap what is out of all proportion at one amount for all variants', async () => {
		await experiment([{ ...revenue, cap: { kind: 'percentile', share: 0.9 } }]);
		const events = Array.from({ length: 20 }, (_, i) => {
			const visitor = newVisitor(i);
			return [viewed(visitor, i % 2 ? 'a' : 'b'), order(visitor, i === 7 ? 90_000 : i + 1)];
		});
		await send(events.flat(), { key: secretKey });
		const { goals } = await results();
		// The 18th of the 20 amounts 1 … 7, 9 … 20 and 90,000.
		expect(goals[0]?.arms[0]?.total).toBe(2 + 4 + 6 + 19 + 10 + 12 + 14 + 16 + 18 + 19);
	});

	test('have ratios, quantiles and retention, with their intervals', async () => {
		const perOrder = {
			...revenue,
			id: 'aov',
			name: 'Value of an order',
			kind: 'ratio',
			per: { event: 'Order Completed' },
		};
		const high = { ...revenue, id: 'p90', name: 'Big spenders', kind: 'quantile', quantile: 0.9 };
		const back = { ...orders, id: 'back', name: 'Back in a day', kind: 'retention', windowHours: 12, delayHours: 6 };
		await experiment([perOrder, high, back]);
		const events = Array.from({ length: 100 }, (_, i) => {
			const visitor = newVisitor(i % 16);
			return [
				viewed(visitor, i % 2 ? 'a' : 'b', 2),
				order(visitor, i + 1, 2),
				...(i % 4 === 0 ? [order(visitor, 3, 1.6)] : []),
			];
		});
		const late = newVisitor(3);
		await send([...events.flat(), viewed(late, 'a', 0.1)], { key: secretKey });
		const { goals, people } = await results();
		expect(people.map((one) => one.people)).toEqual([51, 50]);
		expect(goals[0]?.arms[0]?.mean).toBeCloseTo(51, 9);
		expect(goals[1]?.arms.map(({ mean }) => mean)).toEqual([90, expect.closeTo(92, -1)]);
		expect(goals[2]?.arms).toEqual([
			{ variantId: 'a', n: 50, total: 0, mean: 0 },
			{ variantId: 'b', n: 50, total: 25, mean: 0.5 },
		]);
		for (const { comparisons } of goals.slice(0, 2)) expect(width(comparisons[0]?.fixed.ci)).toBeGreaterThan(0);
	});

	test('are told by device and by the segments that people were in before', async () => {
		await experiment();
		const segment = { id: 'buyers', name: 'Buyers', condition: { $did: { event: 'Order Completed' } } };
		expect(await asEditor('POST', '/segments', segment)).toMatchObject({ status: 201 });
		const [before, after] = [newVisitor(1), newVisitor(1)];
		await send([track(before, 'Order Completed', { timestamp: ago(5) })], { key: secretKey });
		const now = track(before, 'Experience Viewed', { properties: { experienceId: 'exp', variantId: 'a' } });
		await send([now, viewed(after, 'b'), order(after, 5)], { key: secretKey });
		expect((await results('?by=segment&anew=true')).groups).toMatchObject([{ name: 'segment:buyers', people: 1 }]);
		expect((await results('?by=device&anew=true')).groups).toMatchObject([{ name: 'device:', people: 2 }]);
		expect((await results()).groups).toEqual([]);
	});

	test('are those of the last count until somebody wants them anew, or asks something else', async () => {
		await experiment();
		await send([viewed(newVisitor(), 'a')]);
		const first = await results('');
		await send([viewed(newVisitor(), 'b')]);
		expect(await results('')).toEqual(first);
		expect((await results()).people.map((one) => one.people)).toEqual([1, 1]);
		await asEditor('PUT', '/experiences/exp/judging', { from: ago(0) });
		expect((await results('')).people.map((one) => one.people)).toEqual([0, 0]);
	});
});

function width(ci: readonly [number, number] | undefined): number {
	return ci ? ci[1] - ci[0] : Number.NaN;
}

describe('an experiment can be planned', () => {
	test('on who saw the pages of late, and on what they did from then on', async () => {
		expect(await asEditor('POST', '/goals', orders)).toMatchObject({ status: 201 });
		const view = (visitor: string, url: string) =>
			track(visitor, 'Page Viewed', { type: 'page', timestamp: ago(2), properties: { url } });
		const [ada, ben, eve] = [newVisitor(1), newVisitor(2), newVisitor(3)];
		await send(
			[
				...[view(ada, `https://${siteHost}/p/1`), order(ada, 5), view(ben, `https://${siteHost}/p/2`)],
				...[view(eve, `https://${siteHost}/about`), order(eve, 5), view(eve, 'https://elsewhere.example/p/1')],
			],
			{ key: secretKey },
		);
		const ask = (body: object) => asEditor('POST', '/baseline/preview', { siteId: 'shop', goalId: 'orders', ...body });
		expect(await ask({ pages: { include: ['/p/*'] } })).toMatchObject({
			status: 200,
			body: { days: 3, people: 2, mean: 0.5, isShare: true },
		});
		expect(await ask({})).toMatchObject({ body: { people: 3 } });
		expect(await ask({ pages: { include: ['/nobody'] } })).toMatchObject({ body: { days: 28, people: 0 } });
		expect(await ask({ days: 1 })).toMatchObject({ body: { people: 0, mean: 0, variance: 0 } });
		expect(await ask({ goalId: 'nope' })).toMatchObject({ status: 404 });
		expect(await ask({ siteId: 'nope' })).toMatchObject({ status: 404 });
		expect(await ask({ pages: { include: ['/(a+)+'] } })).toMatchObject({ status: 400 });
	});
});

describe('goals', () => {
	test('are made, changed and deleted, but not while an experience is judged by them', async () => {
		await experiment([orders]);
		expect(await asEditor('POST', '/goals', orders)).toMatchObject({ status: 409 });
		expect(await asEditor('PUT', '/goals/orders', { ...complaints, id: 'ignored' })).toMatchObject({
			body: { id: 'orders', name: 'Complaints' },
		});
		expect(await asEditor('DELETE', '/goals/orders')).toMatchObject({
			status: 409,
			body: { error: { code: 'goal-in-use', message: expect.stringContaining('“Hero”') } },
		});
		expect(await asEditor('DELETE', '/experiences/exp')).toMatchObject({ status: 204 });
		expect(await asEditor('DELETE', '/goals/orders')).toMatchObject({ status: 204 });
		expect(await asEditor('GET', '/goals/orders')).toMatchObject({ status: 404 });
	});

	test('that are wrong are refused with where, and nothing changes', async () => {
		await experiment([orders]);
		const wrong = { ...orders, id: 'x', where: { 'properties.x': { $foo: 1 } } };
		expect(await asEditor('POST', '/goals', wrong)).toMatchObject({
			status: 400,
			body: { error: { path: 'where.properties.x.$foo' } },
		});
		expect(await asEditor('PUT', '/goals/orders', { ...orders, kind: 'sum' })).toMatchObject({ status: 400 });
		expect(await asEditor('GET', '/goals')).toMatchObject({ body: { items: [{ id: 'orders', kind: 'conversion' }] } });
		expect(await (await callAs('viewer'))('POST', '/goals', { ...orders, id: 'y' })).toMatchObject({ status: 403 });
	});

	test('that are not there judge nothing', async () => {
		await experiment([orders]);
		const put = (body: object) => asEditor('PUT', '/experiences/exp/judging', body);
		expect(await put({ goals: [{ goalId: 'nope', role: 'primary' }] })).toMatchObject({
			status: 400,
			body: { error: { path: 'goals.0.goalId' } },
		});
		expect(await put({ controlId: 'nope' })).toMatchObject({ status: 400, body: { error: { path: 'controlId' } } });
		expect(await asEditor('GET', '/experiences/exp/judging')).toMatchObject({
			body: { goals: [{ goalId: 'orders', role: 'primary' }], method: 'sequential' },
		});
		expect(await asEditor('GET', '/experiences/nope/results')).toMatchObject({ status: 404 });
		expect(await asEditor('GET', '/experiences/exp/results?by=mood')).toMatchObject({ status: 400 });
	});
});
