import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import worker from '../index.ts';
import { callAs } from '../testing/sign-in.ts';
import { soon } from '../testing/soon.ts';
import { call, newVisitor, openWorkspace, send, track, writeKey } from '../testing/workspace.ts';
import { counted } from './incident.ts';
import { noteHealth, writeHealth } from './note.ts';
import { sampleOf } from './sample.ts';

beforeEach(() => openWorkspace());

interface Health {
	readonly days: readonly { readonly day: string; readonly counts: Readonly<Record<string, number>> }[];
	readonly reasons: readonly {
		readonly kind: string;
		readonly code: string;
		readonly event: string;
		readonly path: string;
		readonly count: number;
		readonly message: string;
		readonly sample: Readonly<Record<string, unknown>> | null;
	}[];
}

async function health(days = 2): Promise<Health> {
	await writeHealth(env);
	const viewer = await callAs('viewer');
	const { status, body } = await viewer('GET', `/sites/shop/health?days=${days}`);
	expect(status).toBe(200);
	return JSON.parse(JSON.stringify(body));
}

const total = async (kind: string) => (await health()).days.at(-1)?.counts[kind] ?? 0;

describe('tracking health', () => {
	test('counts by day what became of events', async () => {
		const visitor = newVisitor();
		const event = track(visitor, 'Seen');
		await send([event, event, { type: 'dance', anonymousId: visitor }, { type: 'track', event: 'Nobody' }]);
		await send([track(visitor, 'Seen')], {
			headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
		});
		const { days, reasons } = await health();
		expect(days).toHaveLength(2);
		expect(days.at(-1)).toEqual({
			day: new Date().toISOString().slice(0, 10),
			counts: { accepted: 1, duplicate: 1, refused: 2, bot: 1 },
		});
		expect(reasons.map(({ kind, code, event: name, count }) => [kind, code, name, count]).sort()).toEqual([
			['bot', 'crawler', '', 1],
			['refused', 'event-identity', 'Nobody', 1],
			['refused', 'event-type', '', 1],
		]);
	});

	test('adds to what is there, and holds what D1 does not take until it does', async () => {
		await send([track(newVisitor(), 'Seen')]);
		expect(await total('accepted')).toBe(1);
		await env.DB.prepare('ALTER TABLE health RENAME TO away').run();
		await send([track(newVisitor(), 'Seen')]);
		await writeHealth(env);
		await env.DB.prepare('ALTER TABLE away RENAME TO health').run();
		await send([track(newVisitor(), 'Seen')]);
		expect(await total('accepted')).toBe(3);
	});

	test('is told D1 by itself, soon after', async () => {
		await send([track(newVisitor(), 'Seen')]);
		await soon(async () => {
			const row = await env.DB.prepare('SELECT count FROM health').first<{ count: number }>();
			expect(row).toEqual({ count: 1 });
		});
	});

	test('tells which rule which event broke, once for all places of a list, with a masked sample', async () => {
		const editor = await callAs('editor');
		const products = { items: { properties: { price: { type: 'number' } } } };
		await editor('PUT', '/sites/shop/plan', {
			updatedAt: null,
			events: [{ name: 'Order Completed', properties: { properties: { products } } }],
		});
		const visitor = newVisitor();
		const properties = { products: [{ price: '1' }, { price: '2' }], email: 'ada@secret.example', phone: 4917012345 };
		await send([
			track(visitor, 'Order Completed', { properties, context: { library: { name: 'shop-sdk', version: '2' } } }),
		]);
		const { days, reasons } = await health();
		expect(days.at(-1)?.counts).toEqual({ accepted: 1, violating: 1, violation: 2 });
		expect(reasons).toEqual([
			{
				kind: 'violation',
				code: 'type',
				event: 'Order Completed',
				path: 'properties.products[].price',
				count: 2,
				lastAt: expect.any(String),
				message: 'Should be a number, is text.',
				sample: {
					type: 'track',
					event: 'Order Completed',
					library: 'shop-sdk 2',
					properties: { products: 'list of 2', email: 'aaa@aaaaaa.aaaaaaa', phone: 9999999999 },
				},
			},
		]);
	});

	test('notices events that come late, and clocks that are off', async () => {
		const twoDaysMs = 2 * 86_400_000;
		await send([track(newVisitor(), 'Seen', { timestamp: new Date(Date.now() - twoDaysMs).toISOString() })]);
		const sentAt = new Date(Date.now() - 600_000).toISOString();
		const body = JSON.stringify({ writeKey, sentAt, batch: [track(newVisitor(), 'Seen', { timestamp: sentAt })] });
		await call('https://own.example/v1/batch', { method: 'POST', body });
		const single = JSON.stringify({ ...track(newVisitor(), 'Seen', { timestamp: sentAt }), writeKey, sentAt });
		await call('https://own.example/v1/track', { method: 'POST', body: single });
		const { days, reasons } = await health();
		expect(days.at(-1)?.counts).toEqual({ accepted: 3, late: 1, clock: 2 });
		expect(reasons.find(({ kind }) => kind === 'clock')?.message).toMatch(/10 minutes off/);
	});

	test('hears of pages that are turned away, when their key is known', async () => {
		for (const key of [writeKey, 'unknown']) {
			const body = JSON.stringify({ writeKey: key, batch: [] });
			const init = { method: 'POST', body, headers: { origin: 'https://elsewhere.example' } };
			expect((await call('https://own.example/v1/batch', init)).ok).toBe(false);
		}
		expect((await health()).reasons).toMatchObject([{ kind: 'refused', code: 'origin-forbidden', count: 1 }]);
	});

	test('tells what was asked to come later apart from what was refused: it is not lost', async () => {
		const request = () =>
			new Request<unknown, IncomingRequestCfProperties>('https://own.example/v1/batch', {
				method: 'POST',
				headers: { 'cf-connecting-ip': '203.0.113.77', origin: 'https://app.example' },
				body: JSON.stringify({ writeKey, batch: [track(newVisitor(), 'Seen'), track(newVisitor(), 'Seen')] }),
			});
		const narrow = { ...env, ADDRESS_LIMIT: '1/3', PUBLIC_KEY_LIMIT: 'off' };
		const answers = [request(), request()].map((one) => worker.fetch(one, narrow, createExecutionContext()));
		expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 429]);
		const { days, reasons } = await health();
		expect(days.at(-1)?.counts).toEqual({ accepted: 2, delayed: 2 });
		expect(reasons).toMatchObject([{ kind: 'delayed', code: 'too-many-events', count: 2 }]);
	});

	test('stays small, and its sums right, whatever names come', async () => {
		for (let round = 0; round < 4; round++) {
			const batch = Array.from({ length: 400 }, (_, i) => ({
				type: 'track',
				event: `${'x'.repeat(150)}-${round}-${i}`,
			}));
			await send(batch.map((event) => ({ ...event, event: event.event.split('').reverse().join('') })));
			await writeHealth(env);
		}
		const rows = await env.DB.prepare('SELECT count(*) AS rows, sum(count) AS sum FROM health').first();
		expect(rows).toMatchObject({ sum: 1600 });
		expect(rows?.rows).toBeLessThanOrEqual(502);
		expect(await total('refused')).toBe(1600);
		expect((await health()).reasons.every(({ event }) => event.length <= 100)).toBe(true);
	});

	test('forgets after 90 days', async () => {
		const dayMs = 86_400_000;
		for (const days of [91, 89, 0]) noteHealth(env, 'shop', Date.now() - days * dayMs, counted('accepted', 1));
		await writeHealth(env);
		await worker.scheduled?.({ cron: '', scheduledTime: Date.now(), noRetry: () => undefined }, env);
		expect(await env.DB.prepare('SELECT count(*) AS days FROM health').first()).toEqual({ days: 2 });
		expect((await health(90)).days.filter(({ counts }) => counts.accepted)).toHaveLength(2);
	});

	test.each(['0', '91', 'x', '1.5'])('of %s days is refused', async (days) => {
		const viewer = await callAs('viewer');
		expect(await viewer('GET', `/sites/shop/health?days=${days}`)).toMatchObject({
			status: 400,
			body: { error: { path: 'days' } },
		});
	});
});

describe('a sample', () => {
	test('shows how an event looked, and nothing that a person entered', () => {
		const event = {
			type: 'track',
			event: 'Searched',
			traits: { email: 'ada@secret.example' },
			userId: 'secret',
			properties: {
				query: 'Ünïcödé 42 ✓',
				url: 'https://shop.example/orders/1234567/x?email=secret',
				nested: { a: 'secret' },
				price: -12.5,
			},
		};
		expect(JSON.parse(sampleOf(event) ?? '')).toEqual({
			type: 'track',
			event: 'Searched',
			page: 'shop.example/orders/…/x',
			properties: { query: 'Aaaaaaa 99 ✓', url: expect.stringMatching(/^aaaaa:\/\//), nested: 'object', price: -99.9 },
		});
	});

	test.each([null, 5, 'text', [], { properties: 5 }, { context: { library: 5 } }, { event: '\u0000'.repeat(30_000) }])(
		'of %j is short JSON, or none',
		(item) => {
			const sample = sampleOf(item);
			if (sample !== null) expect(JSON.stringify(JSON.parse(sample)).length).toBeLessThan(1_000);
		},
	);
});
