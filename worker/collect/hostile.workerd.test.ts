import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import {
	type BatchAnswer,
	call,
	newVisitor,
	openWorkspace,
	secretKey,
	send,
	track,
	writeKey,
} from '../testing/workspace.ts';

beforeEach(() => openWorkspace());

function post(body: BodyInit, path = '/v1/batch', headers: Record<string, string> = {}): Promise<Response> {
	return call(`https://own.example${path}`, { method: 'POST', body, headers });
}

function gzip(text: string): Promise<ArrayBuffer> {
	const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Response(packed).arrayBuffer();
}

async function timeline(profileId: string) {
	return (await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER)).items;
}

/** Every answer is JSON with a code and words, and asks nobody to go elsewhere or to come back after it was wrong. */
async function refusal(response: Response): Promise<{ status: number; code: string }> {
	const { success, error } = await response.json<{ success: boolean; error: { code: string; message: string } }>();
	expect(success).toBe(false);
	expect(error.message).not.toBe('');
	expect(response.status).toBeGreaterThanOrEqual(400);
	expect(response.status).toBeLessThan(500);
	expect(response.status).not.toBe(410);
	return { status: response.status, code: error.code };
}

describe('a body that is', () => {
	const good = () => JSON.stringify({ writeKey, batch: [track(newVisitor(), 'Seen')] });

	test.each([
		['empty', '', 'body-not-json'],
		['text', 'hello', 'body-not-json'],
		['half of a batch', '{"writeKey":"ewp_test","batch":[{"type":"tr', 'body-not-json'],
		['form fields', 'writeKey=ewp_test&event=Seen', 'body-not-json'],
		['a list of events', '[{"type":"track","event":"Seen","anonymousId":"a"}]', 'batch-shape'],
		['a number', '7', 'batch-shape'],
		['null', 'null', 'batch-shape'],
		['text in JSON', '"batch"', 'batch-shape'],
		['a batch that is an object', '{"writeKey":"ewp_test","batch":{}}', 'batch-shape'],
		['a batch that is null', '{"writeKey":"ewp_test","batch":null}', 'batch-shape'],
		['nested beyond reason', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'batch-shape'],
	])('%s is refused', async (_, body, code) => {
		expect(await refusal(await post(body))).toMatchObject({ status: 400, code });
	});

	test('a gzip bomb is refused before it has grown', async () => {
		const bomb = await gzip(' '.repeat(50_000_000));
		expect(bomb.byteLength).toBeLessThan(100_000);
		expect(await refusal(await post(bomb))).toEqual({ status: 413, code: 'body-too-large' });
	});

	test('gzip, cut off or damaged, is refused', async () => {
		const packed = new Uint8Array(await gzip(good()));
		expect(await refusal(await post(packed.slice(0, packed.length / 2)))).toMatchObject({ code: 'body-not-gzip' });
		const damaged = packed.slice();
		damaged.fill(0xff, 20, 60);
		expect(await refusal(await post(damaged))).toMatchObject({ code: 'body-not-gzip' });
	});

	test('gzip by its header only is not believed', async () => {
		const response = await post(good(), '/v1/batch', { 'content-encoding': 'gzip' });
		expect(await response.json<BatchAnswer>()).toMatchObject({ accepted: 1 });
	});

	test('gzip of gzip is no JSON', async () => {
		const twice = await new Response(
			new Blob([await gzip(good())]).stream().pipeThrough(new CompressionStream('gzip')),
		).arrayBuffer();
		expect(await refusal(await post(twice))).toMatchObject({ code: 'body-not-json' });
	});

	test('over 500 KB by its length, or by what comes, is refused', async () => {
		const big = JSON.stringify({ writeKey, batch: [], padding: 'x'.repeat(600_000) });
		expect(await refusal(await post(big))).toEqual({ status: 413, code: 'body-too-large' });
		const stream = new Blob([big]).stream();
		expect(await refusal(await post(stream))).toEqual({ status: 413, code: 'body-too-large' });
	});

	test('with a byte order mark, or in any content type, is read', async () => {
		for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'image/png', 'x']) {
			const response = await post(`\ufeff${good()}`, '/v1/batch', { 'content-type': type });
			expect(await response.json<BatchAnswer>()).toMatchObject({ accepted: 1 });
		}
	});
});

describe('an event', () => {
	const visitor = newVisitor();

	test.each([
		['with nobody in it', { type: 'track', event: 'Seen' }],
		['with empty ids', { type: 'track', event: 'Seen', anonymousId: '', userId: '  ' }],
		['with null ids', { type: 'track', event: 'Seen', anonymousId: null, userId: null }],
		['with an id that is an object', { type: 'track', event: 'Seen', anonymousId: { $ne: null } }],
		['with an id that is a list', { type: 'track', event: 'Seen', anonymousId: ['a'] }],
		['with an id that is true', { type: 'track', event: 'Seen', userId: true }],
		['with a control character in its id', { type: 'track', event: 'Seen', anonymousId: 'a\u0000b' }],
		['with half a character in its id', { type: 'track', event: 'Seen', anonymousId: 'a\ud800' }],
		['with an endless id', { type: 'track', event: 'Seen', anonymousId: 'a'.repeat(201) }],
		['with an empty name', { type: 'track', event: '', anonymousId: visitor }],
		['with a name that is an object', { type: 'track', event: {}, anonymousId: visitor }],
		['with an endless name', { type: 'track', event: 'x'.repeat(201), anonymousId: visitor }],
		['without a type', { event: 'Seen', anonymousId: visitor }],
		['of the type __proto__', { type: '__proto__', anonymousId: visitor }],
		['of the type toString', { type: 'toString', anonymousId: visitor }],
		['from 1970', track(visitor, 'Seen', { timestamp: '1970-01-01T00:00:00Z' })],
		['from 2100', track(visitor, 'Seen', { timestamp: '2100-01-01T00:00:00Z' })],
		['at a time that is none', track(visitor, 'Seen', { timestamp: 'yesterday' })],
		['at a time that is an object', track(visitor, 'Seen', { timestamp: {} })],
		['in seconds since 1970', track(visitor, 'Seen', { timestamp: 1_790_000_000 })],
		['whose properties are a list', track(visitor, 'Seen', { properties: [] })],
		['whose properties are text', track(visitor, 'Seen', { properties: 'price=9' })],
		['whose traits are a list', { type: 'identify', anonymousId: visitor, traits: ['pro'] }],
		['whose context is text', track(visitor, 'Seen', { context: 'page' })],
		['of over 32 KB', track(visitor, 'Seen', { properties: { text: 'é'.repeat(20_000) } })],
		[
			'of over 1,000 keys',
			track(visitor, 'Seen', { properties: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [i, i])) }),
		],
		[
			'that nests over 10 levels',
			track(visitor, 'Seen', { properties: JSON.parse(`${'{"a":'.repeat(11)}1${'}'.repeat(11)}`) }),
		],
		['that is a batch', { batch: [track(visitor, 'Seen')] }],
		['that is a batch within a batch', { type: 'batch', batch: [{ batch: [] }] }],
		['that is null', null],
		['that is a list', []],
		['a group without a groupId', { type: 'group', anonymousId: visitor }],
		['an alias without a previousId', { type: 'alias', userId: 'u' }],
		[
			'that changes what objects inherit',
			JSON.parse('{"type":"track","event":"Seen","anonymousId":"a","properties":{"__proto__":{"admin":1}}}'),
		],
		[
			'that changes it in its context',
			JSON.parse(
				'{"type":"track","event":"Seen","anonymousId":"a","context":{"constructor":{"prototype":{"admin":1}}}}',
			),
		],
	])('%s is refused with its place, and the good one beside it is kept', async (_, bad) => {
		const good = newVisitor();
		const { status, body } = await send([bad, track(good, 'Good')]);
		expect(status).toBe(200);
		expect(body).toMatchObject({ success: true, accepted: 1, refused: [{ index: 0 }] });
		expect(body.refused[0]?.message).not.toBe('');
		expect(await timeline(good)).toHaveLength(1);
		expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
	});

	test.each([
		['a number for an id', { type: 'identify', userId: 17, traits: { plan: 'pro' } }],
		[
			'null wherever something may be left out',
			{
				...track(newVisitor(), 'Seen'),
				userId: null,
				properties: null,
				context: null,
				timestamp: null,
				integrations: null,
				messageId: null,
			},
		],
		[
			'undefined and null within its properties',
			track(newVisitor(), 'Seen', { properties: { a: null, b: [null], c: { d: null } } }),
		],
		['an empty userId beside a good anonymousId', track(newVisitor(), 'Seen', { userId: '' })],
		['a messageId that is a number', track(newVisitor(), 'Seen', { messageId: 5 })],
		[
			'fields that nobody knows',
			track(newVisitor(), 'Seen', { _metadata: { bundled: [] }, channel: 'server', version: 1 }),
		],
	])('with %s is taken', async (_, event) => {
		expect((await send([event])).body).toMatchObject({ accepted: 1, refused: [] });
	});
});

describe('a batch', () => {
	test('of 2,500 events is taken, of 2,501 refused whole', async () => {
		const visitor = newVisitor();
		const events = (count: number) =>
			Array.from({ length: count }, (_, i) => ({ type: 'page', anonymousId: visitor, messageId: `m${i}` }));
		const most = await send(events(2500));
		expect(most.body).toMatchObject({ accepted: 2500 });
		expect(await refusal(await post(JSON.stringify({ writeKey, batch: events(2501) })))).toEqual({
			status: 413,
			code: 'batch-size',
		});
	});

	test('with one messageId again and again counts it once', async () => {
		const visitor = newVisitor();
		const same = Array.from({ length: 5 }, () => track(visitor, 'Seen', { messageId: 'same' }));
		expect((await send(same)).body).toMatchObject({ accepted: 1, duplicates: 4 });
		expect(await timeline(visitor)).toHaveLength(1);
	});

	test('of nothing is a success', async () => {
		expect(await send([])).toMatchObject({ status: 200, body: { success: true, accepted: 0 } });
	});

	test('has a time of sending that is not the events’: RudderStack calls it timestamp', async () => {
		const visitor = newVisitor();
		const originalTimestamp = new Date(Date.now() - 3_600_000).toISOString();
		const event = {
			...track(visitor, 'Seen'),
			timestamp: undefined,
			originalTimestamp,
			sentAt: new Date().toISOString(),
		};
		await post(JSON.stringify({ writeKey, timestamp: new Date().toISOString(), batch: [event] }));
		const [seen] = await timeline(visitor);
		expect(Math.abs(Date.parse(seen?.timestamp ?? '') - Date.parse(originalTimestamp))).toBeLessThan(5_000);
	});
});

describe('a key', () => {
	const body = (key: string) => JSON.stringify({ writeKey: key, batch: [track(newVisitor(), 'Seen')] });

	test.each([
		['that nobody has', 'ewp_nobody'],
		['that is empty', ''],
		['that is a thing of JavaScript', '__proto__'],
		['that is endless', 'x'.repeat(100_000)],
	])('%s is refused', async (_, key) => {
		expect(await refusal(await post(body(key)))).toMatchObject({ status: 401 });
	});

	test('that is no text is none', async () => {
		for (const key of [7, null, { $ne: '' }, ['ewp_test']]) {
			expect(await refusal(await post(JSON.stringify({ writeKey: key, batch: [] })))).toEqual({
				status: 401,
				code: 'key-missing',
			});
		}
	});

	test.each([
		['Basic auth with a colon', { authorization: `Basic ${btoa(`${writeKey}:`)}` }],
		['Basic auth without one', { authorization: `Basic ${btoa(writeKey)}` }],
		['basic auth with a password', { authorization: `basic ${btoa(`${writeKey}:x`)}` }],
	])('may come as %s', async (_, headers) => {
		const response = await post(JSON.stringify({ batch: [track(newVisitor(), 'Seen')] }), '/v1/batch', headers);
		expect(response.status).toBe(200);
	});

	test('in a header that cannot be read leaves the one in the body', async () => {
		for (const authorization of ['Basic !!!', 'Bearer token', 'Basic']) {
			expect((await post(body(writeKey), '/v1/batch', { authorization })).status).toBe(200);
		}
	});

	test('from a foreign origin is refused, and the secret one is not asked where it comes from', async () => {
		const origin = 'https://evil.example';
		expect(await refusal(await post(body(writeKey), '/v1/batch', { origin }))).toEqual({
			status: 403,
			code: 'origin-forbidden',
		});
		expect((await post(body(secretKey), '/v1/batch', { origin })).status).toBe(200);
	});
});

test('a server’s events under a site’s own path are no robot’s, whatever its library calls itself', async () => {
	const batch = [{ type: 'track', event: 'Paid', userId: 'ada' }];
	const headers = { 'user-agent': 'analytics-node-next/latest', 'content-type': 'application/json' };
	for (const key of [writeKey, secretKey]) {
		const response = await post(JSON.stringify({ writeKey: key, batch }), '/_ew/v1/batch', headers);
		expect(await response.json<BatchAnswer>()).toMatchObject({ accepted: 1, bots: 0 });
	}
});
