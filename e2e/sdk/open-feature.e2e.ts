import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AdminApi, signIn } from '../../scripts/start/admin.ts';
import { launchBrowser } from '../browser.ts';
import { visitor } from '../people.ts';
// Brings `window.flags`.
import type {} from './pages/open-feature.ts';
import { openShop, type Shop } from './shop.ts';

/** OpenFeature's own provider in a real browser, on a page of another origin than the edge. */
const product = inject('product');
let api: AdminApi;
let browser: Browser;
let shop: Shop;
let writeKey: string;

beforeAll(async () => {
	[api, browser, shop] = await Promise.all([
		signIn(product.url, product.email, product.password),
		launchBrowser(),
		openShop(['open-feature']),
	]);
	const site = { id: 'flag-shop', name: 'Flag shop', allowedOrigins: [shop.origin] };
	({ writeKey } = await api.send<{ writeKey: string }>('POST', '/api/sites', site));
	await release(19);
});
afterAll(async () => {
	await browser?.close();
	await shop?.close();
});

/** Everyone pays this much, and half of them see a grid. */
async function release(price: number): Promise<void> {
	const everyone = { id: 'flag-price', name: 'Price', kind: 'personalization', status: 'live' };
	const split = { id: 'flag-layout', name: 'Layout', kind: 'experiment', status: 'live' };
	const drafts = [
		{ ...everyone, variants: [{ id: 'v', name: 'V', values: { price } }] },
		{
			...split,
			variants: ['grid', 'list'].map((layout) => ({ id: layout, name: layout, weight: 0.5, values: { layout } })),
		},
	];
	const { items } = await api.get<{ items: { id: string; updatedAt: string }[] }>('/api/sites/flag-shop/experiences');
	for (const draft of drafts) {
		const saved = items.find(({ id }) => id === draft.id);
		if (saved) await api.send('PUT', `/api/experiences/${draft.id}`, { ...draft, updatedAt: saved.updatedAt });
		else await api.send('POST', '/api/sites/flag-shop/experiences', draft);
	}
	await api.send('POST', '/api/sites/flag-shop/releases');
}

async function open(key = writeKey): Promise<Page> {
	const page = await (await visitor(browser)).newPage();
	await page.goto(shop.page('open-feature', key, product.url));
	await page.waitForFunction(() => window.flags !== undefined);
	return page;
}

describe('OpenFeature’s web provider in a browser', () => {
	test('gets values across origins, each person always the same', async () => {
		const page = await open();
		expect(await page.evaluate(() => window.flags.client.getNumberValue('price', 25))).toBe(19);
		const seen = await page.evaluate(async () => {
			const layouts: Record<string, string> = {};
			for (let i = 0; i < 12; i++) {
				await window.flags.become(`person-${i % 6}`);
				const layout = window.flags.client.getStringValue('layout', 'none');
				layouts[`${i % 6} ${layout}`] = layout;
			}
			return layouts;
		});
		expect(Object.keys(seen)).toHaveLength(6);
		expect(new Set(Object.values(seen))).toEqual(new Set(['grid', 'list']));
		await page.context().close();
	});

	test('hears of a release while the page is open, and is told nothing twice until then', async () => {
		const page = await open();
		const statuses: number[] = [];
		page.on('response', (response) => {
			if (response.url().includes('/ofrep/') && response.request().method() === 'POST')
				statuses.push(response.status());
		});
		await expect.poll(() => statuses.filter((status) => status === 304).length).toBeGreaterThan(1);
		expect(statuses.filter((status) => status !== 304)).toEqual([]);
		await release(17);
		await expect.poll(() => page.evaluate(() => window.flags.client.getNumberValue('price', 25))).toBe(17);
		await page.context().close();
	});

	test('with a wrong key keeps the code’s own values, and says so', async () => {
		const page = await open('nope');
		expect(await page.evaluate(() => window.flags.client.getNumberValue('price', 25))).toBe(25);
		expect(await page.evaluate(() => window.flagsFailed)).toBe('Initialization failed');
		await page.context().close();
	});
});
