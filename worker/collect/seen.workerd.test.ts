import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { invalidateSites } from '../sites/index.ts';
import { call, newVisitor, openWorkspace, siteHost } from '../testing/workspace.ts';

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

beforeEach(async () => void (await openWorkspace()));

async function ask(visitor: string, seen: unknown, headers: Record<string, string> = {}) {
	const query = new URLSearchParams({ seen: typeof seen === 'string' ? seen : JSON.stringify(seen), release: '3' });
	const response = await call(`https://${siteHost}/_ew/v1/seen?${query}`, {
		headers: { cookie: `ew_id=${visitor}`, 'user-agent': browser, 'sec-fetch-site': 'same-origin', ...headers },
	});
	expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'text/css', '']);
}

async function exposuresOf(visitor: string) {
	const timeline = await shardOf(env, visitor).timeline(visitor, Number.MAX_SAFE_INTEGER);
	return timeline.items.filter(({ event }) => event === 'Experience Viewed').map(({ properties }) => properties);
}

test('where no script runs the page’s style sheet tells what was shown, marked, once a day', async () => {
	const visitor = newVisitor();
	await ask(visitor, [['hero', 'bold']]);
	await ask(visitor, [
		['hero', 'bold'],
		['other', 'control'],
	]);
	expect(await exposuresOf(visitor)).toEqual(
		expect.arrayContaining([
			{ experienceId: 'hero', variantId: 'bold', release: 3, edgeOnly: true },
			{ experienceId: 'other', variantId: 'control', release: 3, edgeOnly: true },
		]),
	);
	expect(await exposuresOf(visitor)).toHaveLength(2);
});

test.each<[string, unknown, Record<string, string>]>([
	['nonsense', 'x', {}],
	['something else than pairs', [['hero']], {}],
	['too much', Array.from({ length: 51 }, () => ['a', 'b']), {}],
	['another site’s page', [['hero', 'bold']], { 'sec-fetch-site': 'cross-site' }],
	['a robot', [['hero', 'bold']], { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }],
	['who has said no', [['hero', 'bold']], { 'sec-gpc': '1' }],
])('%s counts nothing, and the page gets its sheet all the same', async (_, seen, headers) => {
	const visitor = newVisitor();
	await ask(visitor, seen, headers);
	expect(await shardOf(env, visitor).detail(visitor)).toBeNull();
});

test('where consent is required the cookie has to give it', async () => {
	await env.DB.prepare("UPDATE sites SET consent_mode = 'required'").run();
	invalidateSites();
	const [asked, agreed] = [newVisitor(), newVisitor()];
	await ask(asked, [['hero', 'bold']]);
	await ask(agreed, [['hero', 'bold']], { cookie: `ew_id=${agreed}; ew_consent=analytics:1` });
	expect(await shardOf(env, asked).detail(asked)).toBeNull();
	expect(await exposuresOf(agreed)).toHaveLength(1);
});

test('an id that nobody minted is nobody', async () => {
	await ask('somebody', [['hero', 'bold']]);
	expect(await env.DB.prepare('SELECT count(*) AS n FROM identities').first('n')).toBe(0);
});
