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

const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';

beforeEach(() => openWorkspace());

async function timeline(profileId: string) {
	return (await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER)).items;
}

function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
	return call(`https://own.example${path}`, { method: 'POST', body, headers });
}

describe('an event', () => {
	test('that is acknowledged is in the history of its person', async () => {
		const visitor = newVisitor();
		const { status, body } = await send([track(visitor, 'Product Viewed', { properties: { price: 9 } })]);
		expect(status).toBe(200);
		expect(body).toEqual({ success: true, accepted: 1, duplicates: 0, bots: 0, refused: [] });
		expect(await timeline(visitor)).toMatchObject([{ event: 'Product Viewed', properties: { price: 9 } }]);
	});

	test('sent twice counts once, in one batch or in two', async () => {
		const visitor = newVisitor();
		const event = track(visitor, 'Product Viewed');
		expect((await send([event, event])).body).toMatchObject({ accepted: 1, duplicates: 1 });
		expect((await send([event])).body).toMatchObject({ accepted: 0, duplicates: 1 });
		expect(await timeline(visitor)).toHaveLength(1);
	});

	test('sent by many at once counts once', async () => {
		const visitor = newVisitor();
		const event = track(visitor, 'Product Viewed');
		const answers = await Promise.all(Array.from({ length: 8 }, () => send([event])));
		expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(1);
		expect(await timeline(visitor)).toHaveLength(1);
	});

	test('from a slow clock is placed by ours', async () => {
		const visitor = newVisitor();
		const hourMs = 3_600_000;
		const body = {
			writeKey,
			sentAt: new Date(Date.now() - 5 * hourMs).toISOString(),
			batch: [track(visitor, 'Seen', { timestamp: new Date(Date.now() - 5 * hourMs - 60_000).toISOString() })],
		};
		await post('/_ew/v1/batch', JSON.stringify(body));
		const [seen] = await timeline(visitor);
		expect(Math.abs(Date.parse(seen?.timestamp ?? '') - (Date.now() - 60_000))).toBeLessThan(10_000);
	});

	test('of a robot is counted apart, and nobody is made of it', async () => {
		const visitor = newVisitor();
		const { body } = await send([track(visitor, 'Seen')], {
			headers: { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
		});
		expect(body).toMatchObject({ success: true, accepted: 0, bots: 1 });
		expect(await shardOf(env, visitor).detail(visitor)).toBeNull();
	});
});

describe('a batch', () => {
	test('keeps its good events when others are bad, and says of each what is wrong', async () => {
		const visitor = newVisitor();
		const { status, body } = await send([
			track(visitor, 'Good'),
			{ type: 'track', anonymousId: visitor },
			{ type: 'dance', anonymousId: visitor },
			{ type: 'track', event: 'Nobody' },
			track(visitor, 'Long ago', { timestamp: '1970-01-01T00:00:00Z' }),
			track(visitor, 'Far ahead', { timestamp: '2100-01-01T00:00:00Z' }),
			'not an event',
			track(visitor, 'Heavy', { properties: { text: 'x'.repeat(40_000) } }),
			{
				type: 'identify',
				anonymousId: visitor,
				traits: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`t${i}`, i])),
			},
			JSON.parse(
				`{ "type": "track", "event": "Polluted", "anonymousId": "${visitor}", "properties": { "__proto__": { "admin": true } } }`,
			),
			track(visitor, 'Good too'),
		]);
		expect(status).toBe(200);
		expect(body.accepted).toBe(2);
		expect(body.refused.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
		for (const refusal of body.refused) expect(refusal.message).not.toBe('');
		expect((await timeline(visitor)).map(({ event }) => event).sort()).toEqual(['Good', 'Good too']);
		expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
	});

	test('of nothing but bad events is a 400', async () => {
		const { status, body } = await send([{ type: 'track', anonymousId: 'a' }]);
		expect(status).toBe(400);
		expect(body).toMatchObject({ success: false, accepted: 0, refused: [{ index: 0, path: 'event' }] });
	});

	test('of many people is taken whole', async () => {
		const visitors = Array.from({ length: 200 }, (_, i) => newVisitor(i % 16));
		const { body } = await send(visitors.map((visitor) => track(visitor, 'Seen')));
		expect(body).toMatchObject({ accepted: 200, duplicates: 0 });
	});

	test('whose shared context is large times its events is refused before it is multiplied', async () => {
		const visitor = newVisitor();
		const batch = Array.from({ length: 2000 }, (_, i) => ({ type: 'page', anonymousId: visitor, messageId: `${i}` }));
		const context = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`key${i}`, 'x'.repeat(20)]));
		const response = await post('/_ew/v1/batch', JSON.stringify({ writeKey, context, batch }));
		expect(response.status).toBe(413);
		expect(await response.json()).toMatchObject({ success: false, error: { path: 'context' } });
	});

	test('of as many events as one may have, with an ordinary shared context, is taken', async () => {
		const visitor = newVisitor();
		const batch = Array.from({ length: 2500 }, (_, i) => ({ type: 'page', anonymousId: visitor, messageId: `${i}` }));
		const context = {
			library: { name: 'analytics-node', version: '2.1.0' },
			locale: 'en-GB',
			timezone: 'Europe/Berlin',
		};
		const response = await post('/_ew/v1/batch', JSON.stringify({ writeKey, context, batch }));
		expect(await response.json()).toMatchObject({ accepted: 2500 });
	});

	test('with hostile text everywhere is kept as inert text', async () => {
		const visitor = newVisitor();
		const hostile = '</script><script>alert(1)</script>\u2028"\'`{{x}}';
		await send([
			{
				type: 'identify',
				anonymousId: visitor,
				traits: { [hostile]: hostile, name: hostile },
				context: { page: { url: hostile }, userAgent: chrome },
			},
			track(visitor, hostile, { properties: { [hostile]: hostile } }),
		]);
		const detail = await shardOf(env, visitor).detail(visitor);
		expect(detail?.name).toBe(hostile);
		expect((await timeline(visitor)).map(({ event }) => event)).toContain(hostile.trim());
	});

	test('with broken UTF-8 is taken, with the broken characters replaced', async () => {
		const visitor = newVisitor();
		const text = JSON.stringify({ writeKey, batch: [track(visitor, 'Seen', { properties: { q: 'AB' } })] });
		const bytes = new TextEncoder().encode(text);
		bytes[text.indexOf('AB')] = 0xc3;
		expect((await post('/_ew/v1/batch', bytes)).status).toBe(200);
		expect((await timeline(visitor))[0]?.properties).toEqual({ q: '\ufffdB' });
	});
});

describe('a request', () => {
	test.each([
		['no JSON', 'hello', 'body-not-json', 400],
		['no batch', '{}', 'batch-shape', 400],
		['a list', '[]', 'batch-shape', 400],
		['null', 'null', 'batch-shape', 400],
	])('whose body is %s is refused', async (_, body, code, status) => {
		const response = await post('/v1/batch', body);
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ success: false, error: { code } });
	});

	test('over 500 KB is refused, also when gzip hides it', async () => {
		const big = JSON.stringify({ writeKey, batch: [], padding: 'x'.repeat(600_000) });
		expect((await post('/v1/batch', big)).status).toBe(413);
		const packed = new Blob([big]).stream().pipeThrough(new CompressionStream('gzip'));
		expect((await post('/v1/batch', await new Response(packed).arrayBuffer())).status).toBe(413);
	});

	test('in gzip under any content type is inflated', async () => {
		const visitor = newVisitor();
		const text = JSON.stringify({ writeKey, batch: [track(visitor, 'Seen')] });
		const packed = await new Response(
			new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')),
		).arrayBuffer();
		const response = await post('/v1/batch', packed, { 'content-type': 'application/x-www-form-urlencoded' });
		expect(await response.json<BatchAnswer>()).toMatchObject({ accepted: 1 });
	});

	test('without a known write key is refused', async () => {
		expect((await post('/v1/batch', JSON.stringify({ batch: [] }))).status).toBe(401);
		expect((await send([track(newVisitor(), 'Seen')], { key: 'ewp_other' })).status).toBe(401);
	});

	test('may bring its key as Basic auth or in the query, as Segment’s SDKs do', async () => {
		const body = () => JSON.stringify({ batch: [track(newVisitor(), 'Seen')] });
		const basic = { authorization: `Basic ${btoa(`${writeKey}:`)}` };
		expect((await post('/v1/batch', body(), basic)).status).toBe(200);
		expect((await post(`/v1/batch?writeKey=${writeKey}`, body())).status).toBe(200);
	});

	test('from a foreign origin is refused, from the site’s own and allowed ones taken and told so', async () => {
		const from = (origin: string) => send([track(newVisitor(), 'Seen')], { headers: { origin } });
		expect((await from('https://evil.example')).status).toBe(403);
		expect((await from('https://shop.example')).status).toBe(200);
		expect((await from('https://app.example')).status).toBe(200);
		expect((await from('null')).status).toBe(403);
	});

	test('is preflighted for a day', async () => {
		const response = await call('https://own.example/v1/t', {
			method: 'OPTIONS',
			headers: { origin: 'https://app.example', 'access-control-request-headers': 'authorization' },
		});
		expect(response.status).toBe(204);
		expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
	});
});

describe('Segment’s single calls', () => {
	test.each([
		['track', { event: 'Signed Up' }, 'Signed Up'],
		['page', { name: 'Home' }, 'Page Viewed'],
		['screen', { name: 'Home' }, 'Screen Viewed'],
		['identify', { traits: { plan: 'pro' } }, 'Identified'],
		['group', { groupId: 'acme' }, 'Grouped'],
		['alias', { userId: 'u1', previousId: 'old' }, 'Aliased'],
	])('%s is taken', async (type, body, name) => {
		const visitor = newVisitor();
		const response = await post(`/v1/${type}`, JSON.stringify({ writeKey, anonymousId: visitor, ...body }));
		expect(await response.json<BatchAnswer>()).toMatchObject({ success: true, accepted: 1 });
		expect((await timeline(visitor))[0]?.event).toBe(name);
	});
});

describe('whose an event is', () => {
	const byServer = { key: secretKey };

	async function owner(kind: string, value: string): Promise<string | null> {
		const row = await env.DB.prepare('SELECT profile_id AS id FROM identities WHERE kind = ? AND value = ?')
			.bind(kind, value)
			.first<{ id: string }>();
		return row?.id ?? null;
	}

	test('another SDK’s anonymousId finds the same person again', async () => {
		await send([track('segment-uuid-1', 'First')]);
		await send([track('segment-uuid-1', 'Second')]);
		const profile = await owner('anonymousId', 'segment-uuid-1');
		expect((await timeline(profile ?? '')).map(({ event }) => event).sort()).toEqual(['First', 'Second']);
	});

	test('two requests at once with a new foreign id make one person', async () => {
		await Promise.all(Array.from({ length: 6 }, (_, i) => send([track('segment-uuid-2', `Event ${i}`)])));
		const profile = await owner('anonymousId', 'segment-uuid-2');
		expect(await timeline(profile ?? '')).toHaveLength(6);
	});

	test('a page view and an identification at once, with a new foreign id, leave one person who owns both', async () => {
		for (let round = 0; round < 5; round++) {
			const [device, user] = [`segment-uuid-race-${round}`, `racer-${round}`];
			await Promise.all([
				send([track(device, 'Seen')]),
				send([{ type: 'identify', anonymousId: device, userId: user }]),
				send([track(device, 'Seen again')]),
			]);
			expect(await owner('userId', user)).toBe(await owner('anonymousId', device));
		}
	});

	test('a visitor who says who they are keeps their profile, and it owns the userId', async () => {
		const visitor = newVisitor();
		await send([track(visitor, 'Before'), { type: 'identify', anonymousId: visitor, userId: 'ada' }]);
		expect(await owner('userId', 'ada')).toBe(visitor);
		expect(await timeline(visitor)).toHaveLength(2);
	});

	test('a server’s word about a userId finds that person', async () => {
		const visitor = newVisitor();
		await send([{ type: 'identify', anonymousId: visitor, userId: 'ada' }]);
		await send([{ type: 'track', event: 'Refunded', userId: 'ada' }], byServer);
		expect((await timeline(visitor)).map(({ event }) => event)).toContain('Refunded');
	});

	test('a browser that claims somebody’s userId neither writes to them nor becomes them', async () => {
		const ada = newVisitor();
		const mallory = newVisitor();
		await send([{ type: 'identify', userId: 'ada', anonymousId: ada, traits: { plan: 'pro' } }]);
		await send([{ type: 'identify', userId: 'ada', anonymousId: mallory, traits: { plan: 'hacked' } }]);
		expect(await owner('userId', 'ada')).toBe(ada);
		const detail = await shardOf(env, ada).detail(ada);
		expect(detail?.traits.plan?.value).toBe('pro');
		expect(await timeline(mallory)).toHaveLength(1);
	});

	test('two people at one browser are not melted together', async () => {
		const browser = newVisitor();
		await send([{ type: 'identify', anonymousId: browser, userId: 'ada' }]);
		await send([{ type: 'identify', anonymousId: browser, userId: 'bob' }]);
		expect(await owner('userId', 'ada')).toBe(browser);
		const bob = await owner('userId', 'bob');
		expect(bob).not.toBe(browser);
		expect(await timeline(bob ?? '')).toHaveLength(1);
	});

	test('an id that looks minted for a shard that does not exist is a foreign id', async () => {
		const forged = newVisitor(3).replace('weur03', 'weur77');
		await send([track(forged, 'Seen')]);
		expect(await owner('anonymousId', forged)).not.toBeNull();
	});
});

describe('without consent', () => {
	test('nothing is kept of a browser whose person refused', async () => {
		const visitor = newVisitor();
		const { body } = await send([track(visitor, 'Seen', { context: { consent: { analytics: false } } })]);
		expect(body.refused).toMatchObject([{ index: 0, code: 'consent' }]);
		expect(await shardOf(env, visitor).detail(visitor)).toBeNull();
	});

	test('a refusal is kept as proof of who is known, and makes nobody known', async () => {
		const refusal = (visitor: string) =>
			track(visitor, 'Consent Updated', {
				properties: { analytics: false, personalization: false },
				context: { consent: { analytics: false, personalization: false } },
			});
		const known = newVisitor();
		const unknown = newVisitor();
		await send([track(known, 'Seen')]);
		expect((await send([refusal(known)])).body).toMatchObject({ success: true, refused: [] });
		expect((await send([refusal(unknown)])).body).toMatchObject({ success: true, refused: [] });
		expect((await shardOf(env, known).detail(known))?.consent.analytics?.granted).toBe(false);
		expect(await shardOf(env, unknown).detail(unknown)).toBeNull();
	});

	test('a refusal leaves no identity behind, also when it comes with a userId', async () => {
		const visitor = newVisitor();
		const refusal = { properties: { analytics: false }, context: { consent: { analytics: false } } };
		await send([track(visitor, 'Consent Updated', { userId: 'shy', ...refusal })]);
		const { results } = await env.DB.prepare("SELECT * FROM identities WHERE value = 'shy'").all();
		expect(results).toEqual([]);
	});

	test('Global Privacy Control and Do Not Track count, unless the person said yes', async () => {
		for (const headers of [{ 'sec-gpc': '1' }, { dnt: '1' }]) {
			const silent = await send([track(newVisitor(), 'Seen')], { headers });
			expect(silent.body.accepted).toBe(0);
			const said = await send([track(newVisitor(), 'Seen', { context: { consent: { analytics: true } } })], {
				headers,
			});
			expect(said.body.accepted).toBe(1);
		}
	});
});
