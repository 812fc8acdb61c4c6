import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { type BatchAnswer, call, newVisitor, openWorkspace, secretKey, track, writeKey } from '../testing/workspace.ts';

beforeEach(() => openWorkspace());

const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
const origin = 'https://app.example';

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
	return call(`https://own.example${path}`, { method: 'POST', body: JSON.stringify(body), headers });
}

async function timeline(profileId: string) {
	return (await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER)).items;
}

describe.each(['/v1', '/_ew/v1'])('under %s', (prefix) => {
	test.each([
		['t', { event: 'Signed Up' }, 'Signed Up'],
		['p', { name: 'Home' }, 'Page Viewed'],
		['s', { name: 'Home' }, 'Screen Viewed'],
		['i', { traits: { plan: 'pro' } }, 'Identified'],
		['g', { groupId: 'acme' }, 'Grouped'],
		['a', { userId: 'u1', previousId: 'old' }, 'Aliased'],
	])('the short path %s is the call', async (name, body, event) => {
		const visitor = newVisitor();
		const response = await post(`${prefix}/${name}`, { writeKey, anonymousId: visitor, ...body }, { origin });
		expect(await response.json<BatchAnswer>()).toMatchObject({ success: true, accepted: 1 });
		expect((await timeline(visitor))[0]?.event).toBe(event);
	});

	test.each(['batch', 'b', 'import'])('%s is a batch', async (name) => {
		const visitor = newVisitor();
		const response = await post(`${prefix}/${name}`, { writeKey, batch: [track(visitor, 'Seen')] });
		expect(await response.json<BatchAnswer>()).toMatchObject({ accepted: 1 });
	});

	test('a client’s metrics about itself are answered, and not even read', async () => {
		const response = await post(
			`${prefix}/m`,
			{ series: [{ type: 'Counter', metric: 'analytics_js.invoke' }] },
			{ origin },
		);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ success: true });
		expect(response.headers.get('access-control-allow-origin')).toBe(origin);
	});

	test('Segment’s browser client finds out where to send', async () => {
		const response = await call(`https://own.example${prefix}/projects/${writeKey}/settings`, { headers: { origin } });
		expect(response.headers.get('access-control-allow-origin')).toBe(origin);
		expect(await response.json()).toMatchObject({
			integrations: { 'Segment.io': { apiKey: writeKey, apiHost: `own.example${prefix}`, protocol: 'https' } },
			metrics: { sampleRate: 0 },
		});
	});

	test('settings of a key that nobody has, or of a secret one, are a 404', async () => {
		for (const key of ['ewp_nobody', secretKey, '__proto__']) {
			const response = await call(`https://own.example${prefix}/projects/${key}/settings`);
			expect(response.status).toBe(404);
			expect(await response.json()).toMatchObject({ success: false, error: { code: 'key-unknown' } });
		}
	});
});

describe('RudderStack’s browser client', () => {
	const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}`, origin });

	test.each(['/sourceConfig/', '/v1/sourceConfig/', '/_ew/sourceConfig/'])('finds its source at %s', async (path) => {
		const response = await call(`https://own.example${path}?p=npm&v=3`, { headers: basic(writeKey) });
		expect(await response.json()).toMatchObject({
			source: { id: 'shop', enabled: true, destinations: [], config: {} },
		});
		const query = await call(`https://own.example${path}?writeKey=${writeKey}`);
		expect(query.status).toBe(200);
	});

	test('is told when nobody has its key, and learns nothing with the secret one', async () => {
		for (const key of ['ewp_nobody', secretKey]) {
			const response = await call('https://own.example/sourceConfig/', { headers: basic(key) });
			expect(response.status).toBe(401);
			expect(response.headers.get('access-control-allow-origin')).toBe(origin);
		}
		expect((await call('https://own.example/sourceConfig/')).status).toBe(401);
	});

	test('may ask whether it is blocked', async () => {
		const response = await call('https://own.example/sourceConfig/?view=ad', { method: 'HEAD', headers: { origin } });
		expect(response.status).toBe(200);
	});

	test.each(['/beacon/v1/batch', '/_ew/beacon/v1/batch'])('may send beacons to %s', async (path) => {
		const visitor = newVisitor();
		const response = await post(`${path}?writeKey=${writeKey}`, { batch: [track(visitor, 'Left')] }, { origin });
		expect(await response.json<BatchAnswer>()).toMatchObject({ accepted: 1 });
	});

	test('says who somebody is in the context', async () => {
		const visitor = newVisitor();
		const event = { type: 'identify', anonymousId: visitor, userId: 'ada', context: { traits: { plan: 'pro' } } };
		await post('/v1/identify', { writeKey, ...event }, { origin });
		expect((await shardOf(env, visitor).detail(visitor))?.traits.plan?.value).toBe('pro');
	});
});

test.each(['/v1/t', '/_ew/v1/batch', '/sourceConfig/', `/v1/projects/${writeKey}/settings`])(
	'%s is preflighted with every header that a client sends, also when it tries again',
	async (path) => {
		const response = await call(`https://own.example${path}`, { method: 'OPTIONS', headers: { origin } });
		expect(response.status).toBe(204);
		expect(response.headers.get('access-control-allow-origin')).toBe(origin);
		expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThanOrEqual(7200);
		const allowed = (response.headers.get('access-control-allow-headers') ?? '').split(', ');
		expect(allowed).toEqual(
			expect.arrayContaining([
				...['authorization', 'content-type', 'x-retry-count', 'anonymousid', 'sentat'],
				...[
					'rsa-recovered',
					'rsa-retry-attempt',
					'rsa-since-last-attempt',
					'rsa-since-first-attempt',
					'rsa-retry-reason',
				],
			]),
		);
	},
);

/** The part of what Cloudflare tells that is read. */
const berlin: IncomingRequestCfProperties = JSON.parse(
	'{ "country": "DE", "region": "Berlin", "city": "Berlin", "timezone": "Europe/Berlin", "continent": "EU" }',
);

describe('the context of a browser’s event', () => {
	test('is filled with device, place and time zone', async () => {
		const visitor = newVisitor();
		const response = await call('https://own.example/v1/t', {
			method: 'POST',
			headers: {
				origin,
				'user-agent': chrome,
				'sec-ch-ua': '"Not_A Brand";v="8", "Chromium";v="150", "Google Chrome";v="150"',
				'sec-ch-ua-mobile': '?0',
				'sec-ch-ua-platform': '"Windows"',
				'sec-ch-ua-platform-version': '"15.0.0"',
			},
			cf: berlin,
			body: JSON.stringify({ writeKey, ...track(visitor, 'Seen', { context: { ip: '203.0.113.77' } }) }),
		});
		expect(response.status).toBe(200);
		const known = (await shardOf(env, visitor).view(visitor, { events: [], backMs: 0, changes: [] }))?.attributes;
		expect(known).toMatchObject({
			device: { type: 'desktop', browser: 'Chrome', browserVersion: '150', os: 'Windows', osVersion: '11' },
			geo: { country: 'DE', region: 'Berlin', city: 'Berlin', timezone: 'Europe/Berlin' },
		});
		const [seen] = await timeline(visitor);
		expect(JSON.stringify(seen)).not.toContain('203.0.113.77');
		expect(JSON.stringify(seen)).not.toContain('AppleWebKit');
	});
});

describe('who is no person', () => {
	test.each([
		['crawler', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
		['scanner', { 'user-agent': `${chrome} Barracuda Sentinel (EE)` }],
		['monitor', { 'user-agent': 'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)' }],
		['automation', { 'user-agent': chrome, 'sec-ch-ua': '"HeadlessChrome";v="150"' }],
		['prefetch', { 'user-agent': chrome, 'sec-purpose': 'prefetch' }],
	])('is counted apart as %s, and not kept', async (reason, headers) => {
		const visitor = newVisitor();
		const response = await post('/v1/t', { writeKey, ...track(visitor, 'Seen') }, { origin, ...headers });
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ success: true, accepted: 0, bots: 1, botReasons: { [reason]: 1 } });
		expect(await shardOf(env, visitor).detail(visitor)).toBeNull();
	});

	test('is nobody who opened a prerendered page', async () => {
		const headers = { origin, 'user-agent': chrome, 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' };
		const response = await post('/v1/t', { writeKey, ...track(newVisitor(), 'Seen') }, headers);
		expect(await response.json()).toMatchObject({ accepted: 1, bots: 0 });
	});
});
