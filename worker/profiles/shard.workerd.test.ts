import { evictAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Journey } from '../../core/journey/types.ts';
import {
	addJourney,
	addMessage,
	addSegment,
	newVisitor,
	openWorkspace,
	secretKey,
	send,
	track,
	writesAfterAnHour,
} from '../testing/workspace.ts';
import { shardOf } from './index.ts';

const dayMs = 86_400_000;

beforeEach(() => openWorkspace());
afterEach(() => vi.useRealTimers());

async function segmentsOf(profileId: string): Promise<string[]> {
	const detail = await shardOf(env, profileId).detail(profileId);
	return (detail?.segments ?? []).map(({ id }) => id).sort();
}

/** Lets the shard's alarm ring as often as it is set for now. */
async function ring(profileId: string): Promise<void> {
	await runDurableObjectAlarm(shardOf(env, profileId));
}

/** Only the clock is moved: timers stay real. */
function at(ms: number): void {
	vi.useFakeTimers({ now: ms, toFake: ['Date'] });
}

test('a history is the other way round, newest first, of one moment too', async () => {
	const visitor = newVisitor();
	// Sent at a time that cannot be true: nobody corrects when it happened by how long a call takes.
	const moment = { timestamp: '2026-11-05T09:30:00.000Z', sentAt: '2001-01-01T00:00:00.000Z' };
	await send(['One', 'Two'].map((event) => ({ ...track(visitor, event), ...moment })));
	await send([{ ...track(visitor, 'Three'), ...moment }]);
	const { items } = await shardOf(env, visitor).timeline(visitor, Number.MAX_SAFE_INTEGER);
	expect(items.map(({ event }) => event)).toEqual(['Three', 'Two', 'One']);
});

describe('membership', () => {
	test('follows the event that decides it, in the same request', async () => {
		await addSegment('buyers', { $did: { event: 'Order Completed' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Product Viewed')]);
		expect(await segmentsOf(visitor)).toEqual([]);
		await send([track(visitor, 'Order Completed')]);
		expect(await segmentsOf(visitor)).toEqual(['buyers']);
	});

	test('ends when its window has passed, with no event', async () => {
		await addSegment('recent', { $did: { event: 'Seen', within: '1d' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		expect(await segmentsOf(visitor)).toEqual(['recent']);
		at(Date.now() + dayMs + 1000);
		await ring(visitor);
		expect(await segmentsOf(visitor)).toEqual([]);
	});

	test('follows a changed definition for everyone, from history', async () => {
		const visitors = [newVisitor(), newVisitor(), newVisitor()];
		for (const visitor of visitors) await send([track(visitor, 'Seen'), track(visitor, 'Seen')]);
		await addSegment('keen', { $did: { event: 'Seen', count: { $gte: 2 } } });
		await ring(visitors[0] ?? '');
		for (const visitor of visitors) expect(await segmentsOf(visitor)).toEqual(['keen']);
		await addSegment('keen', { $did: { event: 'Seen', count: { $gte: 3 } } });
		await ring(visitors[0] ?? '');
		for (const visitor of visitors) expect(await segmentsOf(visitor)).toEqual([]);
	});

	/** Everyone who is in a segment, as the shard has them. */
	async function membersOf(segmentId: string): Promise<number> {
		return runInDurableObject(shardOf(env, newVisitor()), (_, state) => {
			const path = `$.segments.${segmentId}`;
			const count = 'SELECT count(*) AS members FROM profiles WHERE json_extract(body, ?) IS NOT NULL';
			return state.storage.sql.exec<{ members: number }>(count, path).one().members;
		});
	}

	test('is the new definition’s for everyone, when it is taken back half-way', async () => {
		const visitor = newVisitor();
		const people = Array.from({ length: 250 }, () => newVisitor());
		await send(people.map((id) => track(id, 'Seen')));
		await addSegment('keen', { $did: { event: 'Seen' } });
		await addSegment('keener', { $segment: 'keen' });
		await ring(visitor);
		await ring(visitor);
		expect([await membersOf('keen'), await membersOf('keener')]).toEqual([250, 250]);
		await addSegment('keen', { $did: { event: 'Never' } });
		await ring(visitor);
		expect([await membersOf('keen'), await membersOf('keener')]).toEqual([50, 50]);
		await addSegment('keen', { $did: { event: 'Seen' } });
		await ring(visitor);
		await ring(visitor);
		expect([await membersOf('keen'), await membersOf('keener')]).toEqual([250, 250]);
	});
});

describe('D1', () => {
	async function row(profileId: string) {
		return env.DB.prepare('SELECT * FROM profiles WHERE id = ?').bind(profileId).first();
	}

	test('hears of a profile behind the request', async () => {
		const visitor = newVisitor();
		await send([{ type: 'identify', anonymousId: visitor, traits: { email: 'ada@shop.example', firstName: 'Ada' } }]);
		await ring(visitor);
		expect(await row(visitor)).toMatchObject({ email: 'ada@shop.example', name: 'Ada', events: 1 });
	});

	test('catches up when it was away, and never goes back', async () => {
		const visitor = newVisitor();
		await env.DB.prepare('ALTER TABLE profiles RENAME TO away').run();
		await send([track(visitor, 'Seen')]);
		await ring(visitor);
		await env.DB.prepare('ALTER TABLE away RENAME TO profiles').run();
		await send([track(visitor, 'Seen')]);
		await ring(visitor);
		expect(await row(visitor)).toMatchObject({ events: 2 });
	});
});

describe('a shard that was evicted', () => {
	test('has all that it acknowledged, and goes on with what was due', async () => {
		await addSegment('recent', { $did: { event: 'Seen', within: '1d' } });
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		await evictAllDurableObjects();
		expect(await segmentsOf(visitor)).toEqual(['recent']);
		const alarm = await runInDurableObject(shardOf(env, visitor), (_, state) => state.storage.getAlarm());
		expect(alarm).not.toBeNull();
	});
});

describe('a journey', () => {
	const leftCart: Journey = {
		...writesAfterAnHour('left-cart', 'Product Added', 'come-back'),
		exitWhen: { $did: { event: 'Order Completed', within: 'enrollment' } },
		reentry: 'after-exit',
	};
	const hourMs = 3_600_000;

	beforeEach(async () => {
		await addMessage('come-back');
		await addJourney(leftCart);
	});

	async function leaveCart(email: string | null = 'ada@shop.example'): Promise<string> {
		const visitor = newVisitor();
		if (email !== null) await send([{ type: 'identify', anonymousId: visitor, traits: { email } }]);
		await send([track(visitor, 'Product Added', { properties: { name: 'Tent' } })]);
		return visitor;
	}

	async function deliveries(visitor: string) {
		return (await shardOf(env, visitor).detail(visitor))?.deliveries ?? [];
	}

	test('writes to who left a cart when the wait has passed, and not before', async () => {
		const visitor = await leaveCart();
		await ring(visitor);
		expect(await deliveries(visitor)).toEqual([]);
		at(Date.now() + hourMs + 1000);
		await ring(visitor);
		expect(await deliveries(visitor)).toMatchObject([{ messageId: 'come-back', channel: 'email' }]);
	});

	test('leaves alone who ordered in the meantime', async () => {
		const visitor = await leaveCart();
		await send([track(visitor, 'Order Completed')]);
		at(Date.now() + hourMs + 1000);
		await ring(visitor);
		expect(await deliveries(visitor)).toEqual([]);
	});

	test('refuses, with the reason, to write to who has no address or withdrew consent', async () => {
		const nameless = await leaveCart(null);
		const unwilling = await leaveCart();
		await send([track(unwilling, 'Consent Updated', { properties: { email: false } })]);
		at(Date.now() + hourMs + 1000);
		for (const visitor of [nameless, unwilling]) {
			await ring(visitor);
			expect(await deliveries(visitor)).toMatchObject([{ state: 'refused', reason: expect.stringMatching(/\w/) }]);
		}
	});

	test('is started by nothing that happened long ago', async () => {
		const visitor = newVisitor();
		const timestamp = new Date(Date.now() - 3 * dayMs).toISOString();
		await send([track(visitor, 'Product Added', { timestamp })], { key: secretKey });
		expect((await shardOf(env, visitor).detail(visitor))?.enrollments).toEqual([]);
	});

	test('hands a delivery to one sender only, and remembers the outcome', async () => {
		const visitor = await leaveCart();
		at(Date.now() + hourMs + 1000);
		await ring(visitor);
		const [delivery] = await deliveries(visitor);
		const shard = shardOf(env, visitor);
		const claims = await Promise.all(
			[1, 2, 3].map(() => shard.claim({ profileId: visitor, deliveryId: delivery?.id ?? '' }, { resend: true })),
		);
		// The queue's own consumer is a fourth, and may have been first.
		expect(claims.filter(({ state }) => state === 'send').length).toBeLessThanOrEqual(1);
		expect(await deliveries(visitor)).toMatchObject([{ attempts: 1 }]);
		await shard.settle({ profileId: visitor, deliveryId: delivery?.id ?? '' }, { kind: 'sent' });
		await shard.settle(
			{ profileId: visitor, deliveryId: delivery?.id ?? '' },
			{ kind: 'failed', reason: 'late', permanent: true },
		);
		expect(await deliveries(visitor)).toMatchObject([{ state: 'sent', attempts: 1 }]);
		expect((await shard.claim({ profileId: visitor, deliveryId: delivery?.id ?? '' }, { resend: true })).state).toBe(
			'done',
		);
		const names = (await shard.timeline(visitor, Number.MAX_SAFE_INTEGER)).items.map(({ event }) => event);
		expect(names.filter((name) => name === 'Message Sent')).toHaveLength(1);
	});

	test('counts a message that was sent among the person’s events, for segments too', async () => {
		await addSegment('thrice', { 'visit.events': { $gte: 3 } });
		const visitor = await leaveCart();
		at(Date.now() + hourMs + 1000);
		await ring(visitor);
		expect(await segmentsOf(visitor)).toEqual([]);
		const [delivery] = await deliveries(visitor);
		await shardOf(env, visitor).settle({ profileId: visitor, deliveryId: delivery?.id ?? '' }, { kind: 'sent' });
		expect(await segmentsOf(visitor)).toEqual(['thrice']);
	});

	test('keeps the version that somebody entered with', async () => {
		const visitor = await leaveCart();
		await addJourney({
			...leftCart,
			version: 2,
			steps: { ...leftCart.steps, wait: { kind: 'wait', for: '3d', next: 'mail' } },
		});
		at(Date.now() + hourMs + 1000);
		await ring(visitor);
		expect(await deliveries(visitor)).toHaveLength(1);
	});
});
