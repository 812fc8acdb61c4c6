import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { complaints, marketer, visitor } from '../people.ts';
import { type RunningProduct, startProduct } from '../product.ts';

/** The demonstration shop has a place for all that the tag notices by itself, and the live view shows it. */
let dataDir: string;
let product: RunningProduct;
let browser: Browser;
let dashboard: Page;

// A workspace of their own: the live view shows one site, and other journeys add some to the shared one.
beforeAll(async () => {
	dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-shop-'));
	product = await startProduct(dataDir);
	// Nothing leaves this machine. A route of the test's would hold what a page sends as it goes, and drop it with the page.
	browser = await launchBrowser(['--host-resolver-rules=MAP www.openstreetmap.org ~NOTFOUND']);
	dashboard = await marketer(browser, product);
	await dashboard.getByText('Connected').waitFor();
});
afterAll(async () => {
	await browser.close();
	await product.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

const ways: readonly [event: string, address: string, walk: (page: Page) => Promise<unknown>][] = [
	[
		'Site Searched',
		'/search',
		async (page) => {
			await page.getByLabel('Search the shop').fill('tent');
			await page.getByRole('button', { name: 'Search' }).click();
			await page.getByText('for “tent”').waitFor();
		},
	],
	['File Downloaded', '/p/wanderer-28', (page) => page.click('#pack-sizes')],
	['Outbound Link Clicked', '/', (page) => page.click('#maps-link')],
	[
		'Form Submitted',
		'/c/packs',
		async (page) => {
			await page.fill('#newsletter-email', 'ada@shop.example');
			await page.click('#newsletter-form button');
		},
	],
	['Video Playback Started', '/', (page) => page.locator('.film').evaluate((film: HTMLVideoElement) => film.play())],
	['Page Not Found', '/nowhere', async () => {}],
	['Web Vitals', '/c/kitchen', (page) => page.close()],
];

describe('the live view', () => {
	test.each(ways)('shows %s of a visitor to %s', async (event, address, walk) => {
		const context = await visitor(browser);
		const page = await context.newPage();
		const heard = complaints(page);
		const before = await dashboard.locator('.event .name').getByText(event, { exact: true }).count();
		await page.goto(`${product.shopUrl}${address}`);
		await page.waitForFunction(() => 'track' in Object(Reflect.get(window, 'edgewise')));
		await walk(page);
		await dashboard.locator('.event .name').getByText(event, { exact: true }).nth(before).waitFor();
		expect(heard.filter((each) => !each.includes('404'))).toEqual([]);
		await context.close();
	});
});
