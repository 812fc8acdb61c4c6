import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { ORIGIN, sessionOf } from '../testing/sign-in.ts';
import { addSegment, call, newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

beforeEach(async () => {
	// Far ahead of the real clock, by which the platform rings.
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2032-03-01T12:00:00Z') });
	await openWorkspace({ id: 'computed' });
});
afterEach(() => vi.useRealTimers());

async function asEditor(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
	const response = await call(`${ORIGIN}/api/computed-traits${path}`, {
		method,
		headers: { authorization: `Bearer ${await sessionOf('editor')}`, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function make(id: string, amount: object): Promise<void> {
	expect(await asEditor('POST', '', { id, name: id, amount })).toMatchObject({ status: 201 });
}

function order(visitor: string, total: number, daysAgo = 0): Record<string, unknown> {
	const timestamp = new Date(Date.now() - daysAgo * dayMs).toISOString();
	return track(visitor, 'Order Completed', { timestamp, properties: { total } });
}

async function computedOf(visitor: string): Promise<unknown> {
	return (await shardOf(env, visitor).detail(visitor))?.computed;
}

async function segmentsOf(visitor: string): Promise<string[]> {
	return (await shardOf(env, visitor).detail(visitor))?.segments.map(({ id }) => id) ?? [];
}

async function ringAt(visitor: string, ms: number): Promise<void> {
	vi.setSystemTime(ms);
	await runDurableObjectAlarm(shardOf(env, visitor));
}

const orders = { event: 'Order Completed', count: true };
const revenue = { event: 'Order Completed', sum: 'properties.total', within: '30d' };

describe('a computed trait', () => {
	test('is not deleted while a share of people is parted by it', async () => {
		await make('tier', orders);
		await addSegment('some', { $bucket: { seed: 'x', range: [0, 0.5], attribute: 'computed.tier' } });
		expect(await asEditor('DELETE', '/tier')).toMatchObject({
			status: 409,
			body: { error: { code: 'computed-trait-in-use' } },
		});
	});

	test('by the calendar follows whoever moves to another time zone', async () => {
		await make('today', { event: 'Order Completed', count: true, within: 'today' });
		const visitor = newVisitor();
		// A browser that does not know where it is: their address tells.
		const from = (timezone: string) => ({ context: { timezone: 'Etc/Unknown', geo: { timezone } } });
		await send([track(visitor, 'Seen', from('UTC'))]);
		await ringAt(visitor, Date.now());
		// In the morning by UTC, and still yesterday in California.
		await send([{ ...order(visitor, 60, 10 / 24), ...from('UTC') }]);
		expect(await computedOf(visitor)).toEqual({ today: 1 });
		await send([track(visitor, 'Seen', from('America/Los_Angeles'))]);
		expect(await computedOf(visitor)).toEqual({ today: 0 });
	});

	test('follows the events of everyone, whenever they arrive, and segments follow it in the same moment', async () => {
		await make('orders', orders);
		await make('revenue', revenue);
		await addSegment('big', { 'computed.revenue': { $gte: 100 } });
		const visitor = newVisitor();
		await send([order(visitor, 60)]);
		expect(await computedOf(visitor)).toMatchObject({ orders: 1, revenue: 60 });
		expect(await segmentsOf(visitor)).toEqual([]);
		await send([order(visitor, 50, 3), order(visitor, 900, 5), track(visitor, 'Seen')]);
		expect(await computedOf(visitor)).toMatchObject({ orders: 3, revenue: 1010 });
		expect(await segmentsOf(visitor)).toEqual(['big']);
	});

	test('that is a number is a score, by which segments follow it too', async () => {
		await make('revenue', revenue);
		await addSegment('hot', { 'scores.revenue': { $gte: 100 } });
		const visitor = newVisitor();
		await send([order(visitor, 60)]);
		expect(await segmentsOf(visitor)).toEqual([]);
		await send([order(visitor, 50)]);
		expect(await segmentsOf(visitor)).toEqual(['hot']);
		const { status, body } = await asEditor('DELETE', '/revenue');
		expect([status, JSON.stringify(body)]).toEqual([409, expect.stringContaining('hot')]);
	});

	test('of points fades by itself, and whoever is in a segment by it leaves at that moment', async () => {
		const points = [
			{ event: 'Order Completed', points: 50 },
			{ event: 'Seen', points: 10, most: 20 },
		];
		await make('warm', { points, halfLife: '10d' });
		await addSegment('hot', { 'scores.warm': { $gte: 70 } });
		const visitor = newVisitor();
		await send([order(visitor, 9), track(visitor, 'Seen'), track(visitor, 'Other')]);
		expect(await computedOf(visitor)).toMatchObject({ warm: 60 });
		await send([track(visitor, 'Seen'), track(visitor, 'Seen'), track(visitor, 'Seen')]);
		const seen = Date.now();
		expect(await computedOf(visitor)).toMatchObject({ warm: 70 });
		expect(await segmentsOf(visitor)).toEqual(['hot']);
		// 50 are rounded to 49 when less than 49.5 are left of them: in the fourth hour.
		await ringAt(visitor, seen + 4 * hourMs - 1);
		expect(await computedOf(visitor)).toMatchObject({ warm: 70 });
		await ringAt(visitor, seen + 4 * hourMs);
		expect(await computedOf(visitor)).toMatchObject({ warm: 69 });
		expect(await segmentsOf(visitor)).toEqual([]);
		await ringAt(visitor, seen + 10 * dayMs);
		expect(await computedOf(visitor)).toMatchObject({ warm: 45 });
		// One that arrives late counts by its own time.
		await send([order(visitor, 9, 5)]);
		expect(await computedOf(visitor)).toMatchObject({ warm: 80 });
	});

	test('tells what it comes from, to whoever is signed in', async () => {
		await make('warm', { points: [{ event: 'Order Completed', points: 50 }], halfLife: '10d' });
		await make('revenue', revenue);
		await asEditor('POST', '', { id: 'all', name: 'All', scope: 'account', amount: revenue });
		const visitor = newVisitor();
		await send([order(visitor, 60, 10), order(visitor, 20, 40)]);
		expect(await asEditor('GET', `/warm/explain?profile=${visitor}`)).toEqual({
			status: 200,
			body: { value: 28, parts: [{ says: 'Order Completed 2 times; the last was 10 days ago', points: 28.1 }] },
		});
		expect(await asEditor('GET', `/revenue/explain?profile=${visitor}`)).toEqual({
			status: 200,
			body: {
				value: 60,
				parts: [{ says: 'Order Completed 1 time in 30 days; the last was 10 days ago', points: null }],
			},
		});
		expect(await asEditor('GET', `/all/explain?profile=${visitor}`)).toMatchObject({ status: 400 });
		expect(await asEditor('GET', `/none/explain?profile=${visitor}`)).toMatchObject({ status: 404 });
		expect(await asEditor('GET', '/warm/explain?profile=nobody')).toMatchObject({ status: 404 });
		expect(await asEditor('GET', `/warm/explain?profile=${newVisitor()}`)).toMatchObject({ status: 404 });
		expect(await asEditor('GET', '/warm/explain')).toMatchObject({ status: 400 });
	});

	test('changes by itself when its window passes, and so does who is in a segment', async () => {
		await make('revenue', revenue);
		await make('quiet', { event: 'Order Completed', daysSinceLast: true });
		await addSegment('big', { 'computed.revenue': { $gte: 100 } });
		await addSegment('lapsed', { 'computed.quiet': { $gte: 30 } });
		const visitor = newVisitor();
		const bought = Date.now();
		await send([order(visitor, 100)]);
		await ringAt(visitor, bought + 30 * dayMs - 1);
		expect(await computedOf(visitor)).toMatchObject({ revenue: 100, quiet: 29 });
		expect(await segmentsOf(visitor)).toEqual(['big']);
		await ringAt(visitor, bought + 30 * dayMs);
		expect(await computedOf(visitor)).toMatchObject({ revenue: 0, quiet: 30 });
		expect(await segmentsOf(visitor)).toEqual(['lapsed']);
	});

	test('is worked out from the history of those who were there before it, and anew when its meaning changes', async () => {
		const visitor = newVisitor();
		await send([order(visitor, 60), order(visitor, 40, 40)]);
		await make('orders', orders);
		await ringAt(visitor, Date.now());
		expect(await computedOf(visitor)).toMatchObject({ orders: 2 });
		await asEditor('PUT', '/orders', { name: 'Spent', amount: { event: 'Order Completed', sum: 'properties.total' } });
		await ringAt(visitor, Date.now());
		expect(await computedOf(visitor)).toMatchObject({ orders: 100 });
		await send([order(visitor, 1)]);
		expect(await computedOf(visitor)).toMatchObject({ orders: 101 });
		await asEditor('DELETE', '/orders');
		await ringAt(visitor, Date.now());
		expect(await computedOf(visitor)).toEqual({});
	});

	test('of the same event twice is as of one', async () => {
		await make('orders', orders);
		const visitor = newVisitor();
		const once = order(visitor, 5);
		await send([once, once]);
		await send([once]);
		expect(await computedOf(visitor)).toMatchObject({ orders: 1 });
	});

	test('does not count what has yet to happen', async () => {
		await make('orders', orders);
		const visitor = newVisitor();
		const now = Date.now();
		await send([order(visitor, 5)]);
		await send([order(visitor, 5, -0.5)]);
		expect(await computedOf(visitor)).toMatchObject({ orders: 1 });
		await ringAt(visitor, now + dayMs / 2);
		expect(await computedOf(visitor)).toMatchObject({ orders: 2 });
	});

	test('shows beforehand how it would be spread', async () => {
		const visitors = [1, 2, 3, 4].map((shard) => newVisitor(shard));
		for (const [i, visitor] of visitors.entries()) await send([order(visitor, 10 * (i + 1)), track(visitor, 'Seen')]);
		await send([track(newVisitor(), 'Seen')]);
		const amount = { event: 'Order Completed', sum: 'properties.total' };
		expect(await asEditor('POST', '/preview', { amount })).toMatchObject({
			status: 200,
			body: { people: 5, withValue: 4, quintiles: [10, 20, 30, 40] },
		});
	});

	test('with a mistake is refused at its place', async () => {
		expect(await asEditor('POST', '', { id: 'x', name: 'x', amount: { event: 'A', sum: 7 } })).toMatchObject({
			status: 400,
			body: { error: { path: 'amount.sum' } },
		});
		expect(await asEditor('POST', '', { id: 'No Id', name: 'x', amount: orders })).toMatchObject({ status: 400 });
		expect(await asEditor('POST', '/preview', { amount: { event: 'A' } })).toMatchObject({ status: 400 });
	});

	test('that something reads is not deleted', async () => {
		await make('orders', orders);
		await addSegment('buyers', { $not: { 'computed.orders': 0 } });
		const { status, body } = await asEditor('DELETE', '/orders');
		expect(status).toBe(409);
		expect(JSON.stringify(body)).toContain('buyers');
	});
});
