import { createScheduledController, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import worker from '../index.ts';
import { allShards, shardOf } from '../profiles/index.ts';
import { invalidateSites } from '../sites/index.ts';
import { callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send, siteHost, track } from '../testing/workspace.ts';
import type { Traffic } from './ask.ts';
import { forgetSalt } from './storage.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const here = { 'cf-connecting-ip': '203.0.113.7', 'user-agent': firefox };

beforeEach(async () => {
	forgetSalt();
	await openWorkspace({ consentMode: 'required', beforeConsent: 'cookieless' });
});
afterEach(() => void vi.useRealTimers());

let sent = 0;

/** A page view as the tag sends it before somebody has consented. */
function view(path = '/', more: Record<string, unknown> = {}): Record<string, unknown> {
	sent++;
	return {
		type: 'page',
		messageId: `view-${sent}`,
		timestamp: new Date().toISOString(),
		properties: { url: `https://${siteHost}${path}`, path, referrer: '' },
		context: { consent: { analytics: false, personalization: false } },
		...more,
	};
}

/** A page view of somebody with a profile. */
function viewOf(visitor: string, path = '/'): Record<string, unknown> {
	return { ...view(path), anonymousId: visitor, context: { consent: { analytics: true } } };
}

function post(batch: readonly unknown[], headers: Record<string, string> = {}) {
	return send(batch, { headers: { ...here, ...headers } });
}

async function traffic(days = 1): Promise<Traffic> {
	const call = await callAs('viewer');
	const { status, body } = await call('GET', `/sites/shop/traffic?days=${days}`);
	expect(status).toBe(200);
	return body as Traffic;
}

async function today() {
	const { days } = await traffic();
	return days[0];
}

/** Rows of a table of all shards together. */
async function rows(
	table: 'profiles' | 'batches' | 'traffic_visitors' | 'traffic',
): Promise<Record<string, unknown>[]> {
	const all = await Promise.all(
		(await allShards(env)).map((shard) =>
			runInDurableObject(shard, (_, { storage }) => storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
		),
	);
	return all.flat();
}

async function setSite(change: string): Promise<void> {
	await env.DB.prepare(`UPDATE sites SET ${change}`).run();
	invalidateSites();
}

describe('without consent', () => {
	test('views are counted, visitors once a day, and nobody has a profile', async () => {
		expect((await post([view('/'), view('/a')])).body).toMatchObject({ accepted: 2, duplicates: 0, refused: [] });
		await post([view('/')]);
		await post([view('/')], { 'cf-connecting-ip': '203.0.113.8' });
		await post([view('/')], { 'user-agent': firefox.replaceAll('140', '141') });
		expect(await today()).toMatchObject({
			cookieless: { views: 5, visitors: 3 },
			identified: { views: 0, visitors: 0 },
		});
		expect(await rows('profiles')).toEqual([]);
		expect(await rows('batches')).toEqual([]);
		expect(await env.DB.prepare('SELECT count(*) AS n FROM identities').first('n')).toBe(0);
	});

	test('the same view sent again counts once, in one batch, in two, and in eight at once', async () => {
		const one = view();
		expect((await post([one, one])).body).toMatchObject({ accepted: 1, duplicates: 1 });
		expect((await post([one])).body).toMatchObject({ accepted: 0, duplicates: 1 });
		await Promise.all(Array.from({ length: 8 }, () => post([one])));
		expect(await today()).toMatchObject({ cookieless: { views: 1, visitors: 1 } });
	});

	test('neither address nor user agent is kept, nor who saw what', async () => {
		await post([view('/secret')]);
		const stored = JSON.stringify([await rows('traffic_visitors'), await rows('traffic')]);
		expect(stored).not.toContain('203.0.113');
		expect(stored).not.toContain('Firefox/140');
		expect(JSON.stringify(await rows('traffic_visitors'))).not.toContain('/secret');
	});

	test('named events are counted by name', async () => {
		const event = { type: 'track', event: 'Order Completed', context: { consent: { analytics: false } } };
		await post([view(), event, event]);
		const { days, top } = await traffic();
		expect(days[0]).toMatchObject({ cookieless: { views: 1, visitors: 1 } });
		expect(top.events).toEqual([{ value: 'Order Completed', identified: 0, cookieless: 2 }]);
	});

	test('an identifier that is sneaked in is refused, and counted for nobody', async () => {
		const visitor = newVisitor();
		const { body } = await post([
			view('/', { anonymousId: visitor }),
			view('/', { userId: 'u1' }),
			view('/', { anonymousId: 'foreign', userId: null }),
		]);
		expect(body).toMatchObject({
			accepted: 0,
			refused: [{ code: 'consent' }, { code: 'consent' }, { code: 'consent' }],
		});
		expect(await shardOf(env, visitor).detail(visitor)).toBeNull();
		expect(await today()).toMatchObject({ cookieless: { views: 0, visitors: 0 } });
	});

	test.each<[string, Record<string, unknown>]>([
		['says who somebody is', { type: 'identify', traits: { email: 'a@b.c' } }],
		['names an account', { type: 'group', groupId: 'g' }],
		['joins people', { type: 'alias', userId: 'u', previousId: 'v' }],
		['claims to have consent', view('/', { context: { consent: { analytics: true } } })],
		['says nothing of consent', view('/', { context: {} })],
	])('a call that %s is refused', async (_name, event) => {
		const { body } = await post([{ context: { consent: { analytics: false } }, ...event }]);
		expect(body.accepted).toBe(0);
		expect(body.refused[0]?.code).toMatch(/event-identity|consent/);
		expect(await rows('profiles')).toEqual([]);
		expect(await today()).toMatchObject({ cookieless: { views: 0, visitors: 0 } });
	});

	test('who said no is not counted', async () => {
		const { status, body } = await post([view()], { cookie: 'ew_consent=analytics:0' });
		expect({ status, code: body.refused[0]?.code }).toEqual({ status: 400, code: 'event-identity' });
		await setSite("consent_mode = 'implied'");
		expect((await post([view()])).status).toBe(400);
		expect(await today()).toMatchObject({ cookieless: { views: 0, visitors: 0 } });
	});

	test.each([{ 'sec-gpc': '1' }, { dnt: '1' }])(
		'whose browser says no for them (%o) is a view, and no visitor',
		async (signal) => {
			const one = view();
			await post([one, view()], { ...signal });
			expect((await post([one], { ...signal })).body).toMatchObject({ accepted: 0, duplicates: 1 });
			expect(await today()).toMatchObject({ cookieless: { views: 2, visitors: 0 } });
			expect(await env.DB.prepare('SELECT count(*) AS n FROM traffic_salts').first('n')).toBe(0);
		},
	);

	test('nothing is counted of a site that has not chosen it, of robots, and of servers', async () => {
		await post([view()], { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' });
		expect((await send([view()], { key: secretKey })).status).toBe(400);
		await setSite("before_consent = 'nothing'");
		expect((await post([view()])).body).toMatchObject({ refused: [{ code: 'event-identity' }] });
		expect(await today()).toMatchObject({ cookieless: { views: 0, visitors: 0 } });
	});

	test('10,000 different pages in a day stay bounded, and are all counted', async () => {
		for (let i = 0; i < 10; i++) {
			const views = Array.from({ length: 1_000 }, (_, j) => view(`/p/${i}/${j}`));
			expect((await post(views)).body).toMatchObject({ accepted: 1_000 });
		}
		const { days, top } = await traffic();
		expect(days[0]).toMatchObject({ cookieless: { views: 10_000, visitors: 1 } });
		expect(top.pages).toHaveLength(11);
		expect(top.pages.reduce((sum, { cookieless }) => sum + cookieless, 0)).toBe(10_000);
		const stored = [...(await rows('traffic')), ...(await rows('traffic_visitors'))];
		expect(JSON.stringify(stored).length).toBeLessThan(60_000);
	});
});

describe('at midnight', () => {
	const evening = Date.UTC(2026, 10, 24, 23, 59, 50);
	const at = (ms: number) => void vi.useFakeTimers({ now: ms, toFake: ['Date'] });

	test('everybody is new, and yesterday’s salt and hashes are gone', async () => {
		at(evening);
		await post([view()]);
		const [before] = await rows('traffic_visitors');
		const salt = await env.DB.prepare('SELECT salt FROM traffic_salts').first('salt');
		at(evening + 20_000);
		await post([view()]);
		expect(await env.DB.prepare('SELECT salt FROM traffic_salts WHERE salt = ?').bind(salt).first()).toBeNull();
		for (const shard of await allShards(env)) await runInDurableObject(shard, (object) => object.alarm?.());
		const after = await rows('traffic_visitors');
		expect(after).toHaveLength(1);
		expect(after[0]?.visitor).not.toBe(before?.visitor);
		expect((await traffic(2)).days).toMatchObject([
			{ date: '2026-11-24', cookieless: { views: 1, visitors: 1 } },
			{ date: '2026-11-25', cookieless: { views: 1, visitors: 1 } },
		]);
	});

	test('the salt goes though nobody comes any more', async () => {
		at(evening);
		await post([view()]);
		at(evening + 20_000);
		await worker.scheduled(createScheduledController(), env);
		expect(await env.DB.prepare('SELECT count(*) AS n FROM traffic_salts').first('n')).toBe(0);
	});
});

describe('people with a profile', () => {
	test('are counted too: each view, each visitor once a day', async () => {
		const [ada, ben] = [newVisitor(1), newVisitor(9)];
		const one = viewOf(ada, '/a');
		await post([one, viewOf(ada), track(ada, 'Order Completed', { context: { consent: { analytics: true } } })]);
		await post([one, viewOf(ada)]);
		await post([viewOf(ben)]);
		await post([view()], { 'cf-connecting-ip': '203.0.113.9' });
		const { days, top } = await traffic();
		expect(days[0]).toMatchObject({ identified: { views: 4, visitors: 2 }, cookieless: { views: 1, visitors: 1 } });
		expect(top.pages).toEqual([
			{ value: '/', identified: 3, cookieless: 1 },
			{ value: '/a', identified: 1, cookieless: 0 },
		]);
		expect(top.events).toEqual([{ value: 'Order Completed', identified: 1, cookieless: 0 }]);
		expect(top.devices).toEqual([{ value: 'desktop', identified: 4, cookieless: 1 }]);
	});

	test('are counted on the day of the view, and once however often somebody asks', async () => {
		const ada = newVisitor();
		const yesterday = new Date(Date.now() - 86_400_000).toISOString();
		await post([{ ...viewOf(ada), timestamp: yesterday }, viewOf(ada)]);
		for (let i = 0; i < 3; i++) {
			expect((await traffic(2)).days).toMatchObject([
				{ identified: { views: 1, visitors: 1 } },
				{ identified: { views: 1, visitors: 1 } },
			]);
		}
	});

	test('are counted without anybody asking, and not again after the object was away', async () => {
		const ada = newVisitor();
		await post([viewOf(ada)]);
		await runInDurableObject(shardOf(env, ada), (object) => object.alarm?.());
		expect(await rows('traffic')).toHaveLength(1);
		await runInDurableObject(shardOf(env, ada), (object) => object.alarm?.());
		expect(await today()).toMatchObject({ identified: { views: 1, visitors: 1 } });
	});
});

describe('asking for traffic', () => {
	test('answers every day of the span, also where nobody came', async () => {
		const { days, top } = await traffic(30);
		expect(days).toHaveLength(30);
		expect(days.at(-1)?.date).toBe(new Date().toISOString().slice(0, 10));
		expect(top.pages).toEqual([]);
	});

	test.each(['0', '91', '-1', 'x', '1e9'])('for %s days is refused', async (days) => {
		const call = await callAs('viewer');
		expect(await call('GET', `/sites/shop/traffic?days=${days}`)).toMatchObject({ status: 400 });
	});

	test('of a site that is not there is refused', async () => {
		const call = await callAs('viewer');
		expect(await call('GET', '/sites/nope/traffic')).toMatchObject({ status: 404 });
	});
});
