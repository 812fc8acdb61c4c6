import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AdminApi, signIn } from '../../scripts/start/admin.ts';
import { launchBrowser } from '../browser.ts';
import { complaints, visitor } from '../people.ts';
// Brings `window.sdk`.
import type {} from './pages/sdk.ts';
import { historyOf, personWho } from './person.ts';
import { type Relay, startRelay } from './relay.ts';
import { openShop, type Shop } from './shop.ts';

const product = inject('product');
const libraries = ['segment', 'segment-batching', 'rudder'] as const;
let api: AdminApi;
let browser: Browser;
let shop: Shop;
let relay: Relay;
let writeKey: string;

beforeAll(async () => {
	[api, browser, shop, relay] = await Promise.all([
		signIn(product.url, product.email, product.password),
		launchBrowser(),
		openShop(libraries),
		startRelay(product.url),
	]);
	const site = { id: 'sdk-shop', name: 'SDK shop', allowedOrigins: [shop.origin] };
	({ writeKey } = await api.send<{ writeKey: string }>('POST', '/api/sites', site));
});
afterAll(async () => {
	await browser?.close();
	await Promise.all([shop?.close(), relay?.close()]);
});

async function open(library: string, key = writeKey): Promise<Page> {
	const page = await (await visitor(browser)).newPage();
	await page.goto(shop.page(library, key, relay.url));
	await page.waitForFunction(() => window.sdk !== undefined);
	return page;
}

let people = 0;
function somebody(library: string): string {
	people++;
	return `${library}-browser-${people}`;
}

describe.each(libraries)('%s', (library) => {
	test('brings all its calls to one person, with what it knows of them', async () => {
		const userId = somebody(library);
		const page = await open(library);
		const heard = complaints(page);
		await page.evaluate((name) => {
			window.sdk.page('Home', { season: 'winter' });
			window.sdk.track('Product Added', { product_id: 'tent', price: 199 });
			window.sdk.identify(name, { plan: 'pro', email: `${name}@shop.example` });
			window.sdk.group('acme', { employees: 20 });
			window.sdk.alias(name, `${name}-before`);
			window.sdk.screen?.('Cart', {});
		}, userId);
		const expected = ['alias', 'group', 'identify', 'page', 'track', ...(library === 'rudder' ? [] : ['screen'])];
		const person = await personWho(api, userId, expected.length);
		expect(person.traits.plan).toMatchObject({ value: 'pro', source: 'browser' });
		expect(person.device).toBe('desktop');
		const history = await historyOf(api, person);
		expect(history.map(({ type }) => type).sort()).toEqual(expected.sort());
		const viewed = history.find(({ type }) => type === 'page');
		expect(viewed?.properties).toMatchObject({
			name: 'Home',
			season: 'winter',
			title: 'The shop',
			path: `/${library}`,
		});
		const added = history.find(({ type }) => type === 'track');
		expect(added).toMatchObject({ event: 'Product Added', properties: { product_id: 'tent', price: 199 } });
		expect(Math.abs(Date.parse(added?.timestamp ?? '') - Date.now())).toBeLessThan(60_000);
		expect(new Set(history.map(({ messageId }) => messageId)).size).toBe(expected.length);
		expect(heard).toEqual([]);
		await page.context().close();
	});

	test('sends again after an answer that it did not get, or that asked it to wait, and all counts once', async () => {
		const userId = somebody(library);
		const page = await open(library);
		await page.evaluate((name) => window.sdk.identify(name, {}), userId);
		await personWho(api, userId, 1);
		relay.faults.push({ lose: 'the answer' }, { status: 429, headers: { 'retry-after': '1' } });
		const before = relay.requests.length;
		await page.evaluate(() => window.sdk.track('Bought', {}));
		const posts = () => relay.requests.slice(before).filter(({ method }) => method === 'POST');
		await relay.until(() => posts().some(({ status }) => status === 200));
		expect(posts().map(({ status }) => status)).toEqual([500, 429, 200]);
		const history = await historyOf(api, await personWho(api, userId, 2));
		expect(history.map(({ event }) => event)).toEqual(['Identified', 'Bought']);
		await page.context().close();
	});

	test('hears clearly that nobody has its key, and sends nothing', async () => {
		const before = relay.requests.length;
		const page = await open(library, 'ewp_nobody');
		const path = library === 'rudder' ? '/sourceConfig/' : '/settings';
		const asked = () => relay.requests.slice(before).filter((one) => one.method === 'GET' && one.path.includes(path));
		await relay.until(() => asked().length > 0);
		expect(asked()[0]?.status).toBe(library === 'rudder' ? 401 : 404);
		// Segment's library never settles then.
		await page.evaluate(() => void window.sdk.track('Bought', {}));
		expect(relay.requests.slice(before).filter(({ method }) => method === 'POST')).toEqual([]);
		await page.context().close();
	});
});
