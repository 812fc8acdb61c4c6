import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { soon } from '../../testing/soon.ts';
import {
	addJourney,
	addMessage,
	addSegment,
	newVisitor,
	openWorkspace,
	send,
	track,
	writesAfterAnHour,
} from '../../testing/workspace.ts';
import { shardOf } from '../index.ts';
import { ProfileShard } from '../shard.ts';
import type { MergeRequest } from './departure.ts';
import { join } from './join.ts';

const cause = { kind: 'teammate', value: 'Ada' };

beforeEach(() => openWorkspace());
afterEach(() => vi.useRealTimers());

function request(sourceId: string, targetId: string, mergeId = `mrg_${sourceId.slice(-8)}`): MergeRequest {
	return { mergeId, sourceId, targetId, cause };
}

/** What somebody did; what became of them here is told beside it. */
async function eventsOf(profileId: string): Promise<string[]> {
	const { items } = await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER);
	return items
		.map(({ event }) => event)
		.filter((event) => event !== 'Profiles Merged' && event !== 'Segment Entered')
		.sort();
}

async function detailOf(profileId: string) {
	const detail = await shardOf(env, profileId).detail(profileId);
	if (!detail) throw new Error(`nobody: ${profileId}`);
	return detail;
}

async function mergeStates(): Promise<string[]> {
	const { results } = await env.DB.prepare('SELECT state FROM merges ORDER BY begun_at, id').all<{ state: string }>();
	return results.map(({ state }) => state);
}

async function ownerOf(kind: string, value: string): Promise<string | null> {
	return env.DB.prepare('SELECT profile_id FROM identities WHERE kind = ? AND value = ?')
		.bind(kind, value)
		.first('profile_id');
}

/** Does so many steps of a departure, and then the process dies. */
async function crashAfter(steps: number, asked: MergeRequest): Promise<void> {
	const shard = shardOf(env, asked.sourceId);
	await runInDurableObject(shard, async (instance) => {
		if (!(instance instanceof ProfileShard)) throw new Error('no ProfileShard');
		await instance.askToLeave(asked);
		for (let step = 0; step < steps; step++) await instance.stepOf(asked.sourceId);
	});
	await evictDurableObject(shard);
}

async function ring(profileId: string): Promise<void> {
	await runDurableObjectAlarm(shardOf(env, profileId));
}

function at(ms: number): void {
	vi.useFakeTimers({ now: ms, toFake: ['Date'] });
}

/** Two people, on the same shard or on two, of whom the first is known. */
async function twoPeople(shards: readonly [number, number] = [1, 2]): Promise<{ known: string; nameless: string }> {
	const [known, nameless] = [newVisitor(shards[0]), newVisitor(shards[1])];
	await send([
		track(known, 'Signed In'),
		{ type: 'identify', anonymousId: known, userId: 'u-1', traits: { plan: 'pro' } },
	]);
	await send([
		track(nameless, 'Product Viewed'),
		{ type: 'identify', anonymousId: nameless, traits: { city: 'Bern' } },
	]);
	return { known, nameless };
}

describe('a merge', () => {
	test.each([
		['on two shards', [1, 2]],
		['on one shard', [3, 3]],
	] as const)('of two people %s brings everything to the one that stays', async (_, shards) => {
		await addSegment('viewers', { $did: { event: 'Product Viewed' } });
		const { known, nameless } = await twoPeople(shards);
		const joined = await join(env, { sourceId: nameless, targetId: known, cause });
		expect(joined).toMatchObject({ kind: 'one', profileId: known });
		expect(await eventsOf(known)).toEqual(['Identified', 'Identified', 'Product Viewed', 'Signed In']);
		const detail = await detailOf(known);
		expect(detail).toMatchObject({
			id: known,
			userId: 'u-1',
			events: 4,
			traits: { plan: { value: 'pro' }, city: { value: 'Bern' } },
		});
		expect(detail.segments.map(({ id }) => id)).toEqual(['viewers']);
		expect(await mergeStates()).toEqual(['done']);
	});

	test('leaves the known one, whichever was named first', async () => {
		const { known, nameless } = await twoPeople();
		expect(await join(env, { sourceId: known, targetId: nameless, cause })).toMatchObject({ profileId: known });
		expect((await detailOf(nameless)).id).toBe(known);
	});

	test('with oneself is none', async () => {
		const { known } = await twoPeople();
		expect(await join(env, { sourceId: known, targetId: known, cause })).toMatchObject({ kind: 'one', mergeId: null });
		expect(await shardOf(env, known).leave(request(known, known))).toBe(true);
		expect(await eventsOf(known)).toEqual(['Identified', 'Signed In']);
		expect(await mergeStates()).toEqual([]);
	});

	test('with nobody is none', async () => {
		const { known } = await twoPeople();
		expect(await join(env, { sourceId: newVisitor(5), targetId: known, cause })).toEqual({ kind: 'nobody' });
		expect(await mergeStates()).toEqual([]);
	});

	test.each([0, 1, 2, 3])('that a crash interrupts after %i steps finishes by itself', async (steps) => {
		const { known, nameless } = await twoPeople();
		await crashAfter(steps, request(nameless, known));
		at(Date.now() + 60_000);
		await ring(nameless);
		expect(await mergeStates()).toEqual(['done']);
		expect(await eventsOf(known)).toEqual(['Identified', 'Identified', 'Product Viewed', 'Signed In']);
		expect((await detailOf(nameless)).id).toBe(known);
	});

	test.each([0, 1, 2, 3])(
		'that stopped after %i steps loses and doubles nothing that arrives meanwhile, at either id',
		async (steps) => {
			const { known, nameless } = await twoPeople();
			await crashAfter(steps, request(nameless, known));
			const [before, after] = [track(nameless, 'At The Old Id'), track(known, 'At The New Id')];
			await Promise.all([send([before]), send([after]), send([before, after])]);
			await send([before, after]);
			at(Date.now() + 60_000);
			await ring(nameless);
			// Its alarm may ring already.
			await soon(async () => expect(await mergeStates()).toEqual(['done']));
			const all = ['At The New Id', 'At The Old Id', 'Identified', 'Identified', 'Product Viewed', 'Signed In'];
			expect(await eventsOf(known)).toEqual(all);
			expect(await detailOf(known)).toMatchObject({ events: all.length });
		},
	);

	test('loses and doubles nothing while events arrive at both ids, some of them twice', async () => {
		const { known, nameless } = await twoPeople();
		const batches = Array.from({ length: 12 }, (_, i) => [track(i % 2 === 0 ? known : nameless, `Event ${i}`)]);
		await Promise.all([
			...batches.map((batch) => send(batch)),
			shardOf(env, nameless).leave(request(nameless, known)),
			...batches.map((batch) => send(batch)),
		]);
		const names = (await eventsOf(known)).filter((name) => name.startsWith('Event'));
		expect(names).toEqual(batches.map((_, i) => `Event ${i}`).sort());
		expect((await detailOf(known)).events).toBe(16);
	});

	test('of each into the other, at once, makes one of them', async () => {
		const { known, nameless } = await twoPeople();
		await Promise.all([
			shardOf(env, known).leave(request(known, nameless)),
			shardOf(env, nameless).leave(request(nameless, known)),
		]);
		for (const id of [known, nameless, known, nameless]) await ring(id);
		expect(await mergeStates()).toEqual(['done']);
		const home = (await detailOf(known)).id;
		expect((await detailOf(nameless)).id).toBe(home);
		expect(await eventsOf(home)).toEqual(['Identified', 'Identified', 'Product Viewed', 'Signed In']);
	});

	test('of a chain, begun from either end or at once, ends in the last', async () => {
		const orders = [
			[0, 1],
			[1, 0],
		] as const;
		for (const order of orders) {
			const [a, b, c] = [newVisitor(1), newVisitor(2), newVisitor(3)];
			for (const [place, id] of [a, b, c].entries()) await send([track(id, `Event ${place}`)]);
			const asked = [request(a, b), request(b, c)];
			for (const place of order) await shardOf(env, asked[place]?.sourceId ?? '').leave(asked[place] ?? request(a, b));
			for (const id of [a, b, c]) expect((await detailOf(id)).id).toBe(c);
			expect(await eventsOf(a)).toEqual(['Event 0', 'Event 1', 'Event 2']);
		}
		const [a, b, c] = [newVisitor(1), newVisitor(2), newVisitor(3)];
		for (const [place, id] of [a, b, c].entries()) await send([track(id, `Event ${place}`)]);
		await Promise.all([shardOf(env, a).leave(request(a, b)), shardOf(env, b).leave(request(b, c))]);
		expect(await eventsOf(a)).toEqual(['Event 0', 'Event 1', 'Event 2']);
		expect((await detailOf(c)).events).toBe(3);
	});

	test('counts an event that both have once', async () => {
		const { known, nameless } = await twoPeople();
		const same = track('', 'Sent Twice');
		await send([{ ...same, anonymousId: known }]);
		await send([{ ...same, anonymousId: nameless }]);
		await join(env, { sourceId: nameless, targetId: known, cause });
		expect((await eventsOf(known)).filter((name) => name === 'Sent Twice')).toHaveLength(1);
		expect((await detailOf(known)).events).toBe(5);
	});

	test('of two who turn out to be two users on the way is undone by itself', async () => {
		const { known, nameless } = await twoPeople();
		await crashAfter(1, request(known, nameless));
		await send([{ type: 'identify', anonymousId: nameless, userId: 'u-2' }]);
		at(Date.now() + 60_000);
		await ring(known);
		expect(await mergeStates()).toEqual([]);
		expect(await detailOf(known)).toMatchObject({ id: known, userId: 'u-1', events: 2 });
		expect(await detailOf(nameless)).toMatchObject({ id: nameless, userId: 'u-2' });
		expect(await env.DB.prepare('SELECT reason FROM merge_refusals').first('reason')).toBe('two-users');
	});

	test('takes identities and the row in D1 along', async () => {
		const known = newVisitor(1);
		await send([{ type: 'identify', anonymousId: known, userId: 'u-1' }]);
		await send([track('other-sdk', 'Seen')]);
		const foreign = (await ownerOf('anonymousId', 'other-sdk')) ?? '';
		await ring(foreign);
		await join(env, { sourceId: foreign, targetId: known, cause });
		await ring(foreign);
		await ring(known);
		expect(await ownerOf('anonymousId', 'other-sdk')).toBe(known);
		const { results } = await env.DB.prepare('SELECT id, events FROM profiles').all();
		expect(results).toEqual([{ id: known, events: 2 }]);
		await send([track('other-sdk', 'Seen Again')]);
		expect(await eventsOf(known)).toEqual(['Identified', 'Seen', 'Seen Again']);
	});

	test('counts nobody’s traffic twice, and archives nothing twice', async () => {
		const { known, nameless } = await twoPeople();
		await send([
			{ type: 'page', anonymousId: nameless, messageId: 'page-1', properties: { url: 'https://shop.example/' } },
		]);
		await join(env, { sourceId: nameless, targetId: known, cause });
		const today = Math.floor(Date.now() / 86_400_000);
		const days = await Promise.all([known, nameless].map((id) => shardOf(env, id).traffic('shop', today, today)));
		expect(JSON.stringify(days).match(/"views":1/g) ?? []).toHaveLength(1);
		for (const id of [known, nameless]) await shardOf(env, id).archive();
		const { objects } = await env.ARCHIVE.list({ include: ['customMetadata'] });
		const archived = objects.reduce((sum, { customMetadata }) => sum + Number(customMetadata?.events ?? 0), 0);
		// Five that were sent, and that they were merged.
		expect(archived).toBe(6);
	});
});

describe('a journey that two merged people are in', () => {
	const journey = writesAfterAnHour('welcome', 'Signed In', 'hello');

	test('goes on once, and writes to them once', async () => {
		await addMessage('hello');
		await addJourney(journey);
		const { known, nameless } = await twoPeople();
		await send([
			{ type: 'identify', anonymousId: nameless, traits: { email: 'ada@shop.example' } },
			track(nameless, 'Signed In'),
		]);
		await join(env, { sourceId: nameless, targetId: known, cause });
		const { enrollments } = await detailOf(known);
		expect(enrollments.map(({ status }) => status).sort()).toEqual(['active', 'exited']);
		at(Date.now() + 3_700_000);
		await ring(known);
		await ring(nameless);
		const { deliveries } = await detailOf(known);
		expect(deliveries).toHaveLength(1);
		expect(deliveries[0]?.enrollmentId).toBe(enrollments.find(({ status }) => status === 'active')?.id);
	});

	test('a delivery under way is found by its old ticket, and sent once', async () => {
		await addMessage('hello');
		await addJourney(journey);
		const { known } = await twoPeople();
		const visitor = newVisitor(4);
		await send([
			{ type: 'identify', anonymousId: visitor, traits: { email: 'ada@shop.example' } },
			track(visitor, 'Signed In'),
		]);
		at(Date.now() + 3_700_000);
		// The step asks for the delivery; its ticket goes to the queue with the alarm.
		await send([track(visitor, 'Seen')]);
		const [delivery] = (await detailOf(visitor)).deliveries;
		const ticket = { profileId: visitor, deliveryId: delivery?.id ?? '' };
		await shardOf(env, visitor).leave(request(visitor, known));
		const claims = [
			await shardOf(env, visitor).claim(ticket, { resend: false }),
			await shardOf(env, known).claim({ ...ticket, profileId: known }, { resend: false }),
		];
		expect(claims.filter(({ state }) => state === 'send').length).toBeLessThanOrEqual(1);
		await shardOf(env, visitor).settle(ticket, { kind: 'sent' });
		const after = (await detailOf(known)).deliveries.filter(({ id }) => id === delivery?.id);
		expect(after).toMatchObject([{ state: 'sent', profileId: known }]);
		expect((await eventsOf(known)).filter((name) => name === 'Message Sent')).toHaveLength(1);
	});
});
