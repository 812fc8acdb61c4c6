import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConditionJson } from '../../core/condition/types.ts';
import { addSegment, newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';
import { shardOf } from './index.ts';

/** Later than the real clock, by which the platform rings. */
const start = Date.parse('2031-11-24T12:00:00Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: start });
	// A site of its own: what isolates remember of it, such as how much it sent, is dated years ahead.
	await openWorkspace({ id: 'in-time' });
});
afterEach(() => {
	vi.useRealTimers();
});

/** Lets the alarm ring as the clock shows a moment; what has to be written behind is written first. */
async function ringAt(visitor: string, ms: number): Promise<void> {
	vi.setSystemTime(ms);
	await runDurableObjectAlarm(shardOf(env, visitor));
}

/** When the shard wakes by itself, once D1 and the archive have been told everything. */
async function alarmOf(visitor: string): Promise<string> {
	await shardOf(env, visitor).archive();
	await runDurableObjectAlarm(shardOf(env, visitor));
	const alarm = await runInDurableObject(shardOf(env, visitor), (_, state) => state.storage.getAlarm());
	return alarm === null ? 'never' : new Date(alarm).toISOString();
}

async function isIn(visitor: string, segment: string): Promise<boolean> {
	const detail = await shardOf(env, visitor).detail(visitor);
	return detail?.segments.some(({ id }) => id === segment) ?? false;
}

function identify(anonymousId: string, traits: Record<string, unknown>): Record<string, unknown> {
	return { type: 'identify', anonymousId, traits, timestamp: new Date().toISOString() };
}

/** The membership turns at the very moment, by the alarm that the shard set itself. */
async function turnsAt(visitor: string, segment: string, instant: string, before: boolean): Promise<void> {
	expect(await isIn(visitor, segment)).toBe(before);
	expect(await alarmOf(visitor)).toBe(instant);
	await ringAt(visitor, Date.parse(instant) - 1);
	expect(await isIn(visitor, segment)).toBe(before);
	await ringAt(visitor, Date.parse(instant));
	expect(await isIn(visitor, segment)).toBe(!before);
}

describe('with older news, at once, a person', () => {
	const daysAgo = (days: number) => new Date(start - days * dayMs).toISOString();

	test('is asked again how long a trait has been so', async () => {
		await addSegment('pro-long', { 'traits.plan': { $eq: 'pro', $for: '14d' } });
		const visitor = newVisitor();
		const say = (plan: string, days: number) =>
			send([{ ...identify(visitor, { plan }), messageId: `${plan} ${days}`, timestamp: daysAgo(days) }]);
		await say('pro', 0);
		expect(await isIn(visitor, 'pro-long')).toBe(false);
		await say('pro', 20);
		expect(await isIn(visitor, 'pro-long')).toBe(true);
		await say('free', 10);
		expect(await isIn(visitor, 'pro-long')).toBe(false);
	});

	test('is asked again how long nothing was said of them', async () => {
		await addSegment('silent', { 'traits.email': { $exists: false, $for: '7d' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		expect(await isIn(visitor, 'silent')).toBe(false);
		await send([track(visitor, 'Seen', { timestamp: daysAgo(20) })]);
		expect(await isIn(visitor, 'silent')).toBe(true);
	});
});

describe('with no new data, at the exact instant, a person', () => {
	test('leaves what counts the last 30 days', async () => {
		await addSegment('active', { $did: { event: 'Seen', within: '30d' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		await turnsAt(visitor, 'active', '2031-12-24T12:00:00.000Z', true);
	});

	test('leaves what counts today, when the day ends where they live', async () => {
		await addSegment('today', { $did: { event: 'Seen', within: 'today' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen', { context: { timezone: 'America/New_York' } })]);
		await turnsAt(visitor, 'today', '2031-11-25T05:00:00.000Z', true);
	});

	test('enters when something has been so for long enough', async () => {
		await addSegment('loyal', { 'traits.plan': { $eq: 'pro', $for: '14d' } });
		const visitor = newVisitor();
		await send([identify(visitor, { plan: 'pro' })]);
		vi.setSystemTime(start + dayMs);
		await send([identify(visitor, { plan: 'pro' })]);
		await turnsAt(visitor, 'loyal', '2031-12-08T12:00:00.000Z', false);
	});

	test('does not enter when it was otherwise meanwhile', async () => {
		await addSegment('loyal', { 'traits.plan': { $eq: 'pro', $for: '14d' } });
		const visitor = newVisitor();
		for (const [days, plan] of [
			[0, 'pro'],
			[1, 'free'],
			[2, 'pro'],
		] as const) {
			vi.setSystemTime(start + days * dayMs);
			await send([identify(visitor, { plan })]);
		}
		await turnsAt(visitor, 'loyal', '2031-12-10T12:00:00.000Z', false);
	});

	test('enters by having been in another segment for long enough', async () => {
		await addSegment('pro', { 'traits.plan': 'pro' });
		await addSegment('old', { $segment: { id: 'pro', $for: '7d' } });
		const visitor = newVisitor();
		await send([identify(visitor, { plan: 'pro' })]);
		await turnsAt(visitor, 'old', '2031-12-01T12:00:00.000Z', false);
		await send([identify(visitor, { plan: 'free' })]);
		expect(await isIn(visitor, 'old')).toBe(false);
	});

	test('enters because something did not follow in time', async () => {
		const leftCart: ConditionJson = {
			$sequence: [{ event: 'Product Added' }, { event: 'Order Completed', within: '1h', absent: true }],
		};
		await addSegment('left', leftCart);
		const [left, bought] = [newVisitor(), newVisitor()];
		await send([track(left, 'Product Added'), track(bought, 'Product Added')]);
		vi.setSystemTime(start + hourMs / 2);
		await send([track(bought, 'Order Completed')]);
		await turnsAt(left, 'left', '2031-11-24T13:00:00.000Z', false);
		expect(await isIn(bought, 'left')).toBe(false);
	});

	test('enters a week before the birthday, by their own calendar, and leaves when it is over', async () => {
		await addSegment('birthday', { 'traits.birthday': { $anniversary: { next: '7d' } } });
		const visitor = newVisitor();
		await send([identify(visitor, { birthday: '1990-12-10', timezone: 'Asia/Tokyo' })]);
		await turnsAt(visitor, 'birthday', '2031-12-02T15:00:00.000Z', false);
		await turnsAt(visitor, 'birthday', '2031-12-10T15:00:00.000Z', true);
	});

	test('enters before a date of theirs comes', async () => {
		await addSegment('ending', { 'traits.trialEndsAt': { $within: { next: '3d' } } });
		const visitor = newVisitor();
		await send([identify(visitor, { trialEndsAt: '2031-12-20T09:30:00Z' })]);
		await turnsAt(visitor, 'ending', '2031-12-17T09:30:00.000Z', false);
		await turnsAt(visitor, 'ending', '2031-12-20T09:30:00.000Z', true);
	});
});

describe('who moves', () => {
	test('is asked again where the day is another', async () => {
		await addSegment('yesterday', { $did: { event: 'Seen', within: 'yesterday' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen', { context: { timezone: 'UTC' } })]);
		vi.setSystemTime(start + 3 * hourMs);
		expect(await isIn(visitor, 'yesterday')).toBe(false);
		await send([track(visitor, 'Landed', { context: { timezone: 'Asia/Tokyo' } })]);
		expect(await isIn(visitor, 'yesterday')).toBe(true);
	});
});
