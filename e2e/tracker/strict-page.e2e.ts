import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type AdminApi, signIn } from '../../scripts/start/admin.ts';
import { launchBrowser } from '../browser.ts';
import { complaints, eventually, visitor } from '../people.ts';
import { historyOf, namesOf } from '../sdk/person.ts';

/** A site whose pages allow as little as a Content-Security-Policy can, with the real edge beside it or in front of it. */
const product = inject('product');
const proxied = `http://strict.localhost:${new URL(product.url).port}`;

let origin: Server;
let originUrl: string;
let writeKey: string;
let browser: Browser;
let api: AdminApi;
let context: BrowserContext;

function policy(nonce: string): string {
	return [
		`default-src 'self'`,
		`script-src 'nonce-${nonce}' 'strict-dynamic'`,
		`connect-src 'self' ${product.url}`,
		`require-trusted-types-for 'script'`,
		'trusted-types edgewise',
		`base-uri 'none'`,
		`object-src 'none'`,
	].join('; ');
}

beforeAll(async () => {
	let served = 0;
	origin = createServer(({ url, headers }, response) => {
		const nonce = `n${++served}`;
		const edge = headers['x-forwarded-host'] ? '' : product.url;
		response.setHeader('content-security-policy', policy(nonce));
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(`<!doctype html><html lang="en"><head><title>Strict</title>
<script nonce="${nonce}">
	window.reports = [];
	addEventListener('securitypolicyviolation', (event) => reports.push(event.effectiveDirective + ' ' + event.blockedURI));
</script>
<script async nonce="${nonce}" src="${edge}/_ew/ew.js" data-key="${writeKey}"></script>
</head><body><h1>Welcome</h1><p id="lead">Made in ${url}</p></body></html>`);
	});
	await once(origin.listen(0, '127.0.0.1'), 'listening');
	originUrl = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
	api = await signIn(product.url, product.email, product.password);
	const site = await api.send<{ writeKey: string }>('POST', '/api/sites', {
		id: 'strict',
		name: 'Strict',
		hostnames: [new URL(proxied).host],
		allowedOrigins: [originUrl],
		origin: originUrl,
		consentMode: 'implied',
	});
	writeKey = site.writeKey;
	const edits = [
		{ id: 'text', kind: 'text', selector: 'h1', expect: { tag: 'h1', text: 'Welcome' }, value: 'Grüezi' },
		{
			id: 'insert',
			kind: 'insert',
			selector: '#lead',
			position: 'before',
			html: '<p class="more">More <b>of it</b></p>',
		},
	];
	const variants = [{ id: 'v', name: 'V', weight: 0, audience: null, edits }];
	await api.send('POST', '/api/sites/strict/experiences', {
		name: 'Strict greeting',
		kind: 'personalization',
		status: 'live',
		variants,
	});
	await api.send('POST', '/api/sites/strict/releases', {});
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser.close();
	origin.closeAllConnections();
	origin.close();
});
beforeEach(async () => {
	context = await visitor(browser);
});
afterEach(() => context.close());

/** Opens a page and answers what it complains of, and what of the visitor is known once they saw the experience. */
async function visit(url: string) {
	const page = await context.newPage();
	const heard = complaints(page);
	await page.goto(url);
	return { page, heard, names: await seen(page) };
}

async function seen(page: Page) {
	const id = await eventually(() =>
		page.evaluate(() => Reflect.get(window, 'edgewise')?.user?.()?.anonymousId() as string | null),
	);
	await eventually(async () => (await namesOf(api, { id })).includes('Experience Viewed'));
	return namesOf(api, { id });
}

const reports = (page: Page) => page.evaluate(() => Reflect.get(window, 'reports'));
const inserted = (page: Page) => page.locator('.more').allTextContents();

describe('a page under a strict policy', () => {
	test.each([
		['the tag alone', () => `${originUrl}/tag`],
		['the edge in front of it', () => `${proxied}/edge`],
	])('is counted and edited with %s, and reports nothing', async (_, url) => {
		const { page, heard, names } = await visit(url());
		// What is told in one moment has no order.
		expect(names.toSorted()).toEqual(['Experience Viewed', 'Page Viewed']);
		expect(await page.textContent('h1')).toBe('Grüezi');
		expect(await inserted(page)).toEqual(['More of it']);
		expect(await reports(page)).toEqual([]);
		expect(heard).toEqual([]);
	});

	test('reports what is not allowed, so that this test would see it', async () => {
		const { page } = await visit(`${originUrl}/tag`);
		await page.evaluate(() => {
			document.body.setAttribute('style', 'color: red');
		});
		await eventually(async () => (await reports(page)).length > 0);
	});
});

test('what the edge has made of a page is not made again when the visitor agrees to what was implied', async () => {
	const { page } = await visit(`${proxied}/agree`);
	await page.evaluate(async () => {
		Reflect.get(window, 'edgewise').consent({ analytics: true, personalization: true });
		await Reflect.get(window, 'edgewise').flush();
	});
	const id = await page.evaluate(() => Reflect.get(window, 'edgewise').user().anonymousId());
	const names = () => namesOf(api, { id });
	await page.evaluate(() => void Reflect.get(window, 'edgewise').track('Then'));
	await eventually(async () => (await names()).includes('Then'));
	expect(await inserted(page)).toEqual(['More of it']);
	expect(await names()).toEqual(['Page Viewed', 'Experience Viewed', 'Consent Updated', 'Then']);
});

test('what a page tells Google’s tags of its goods comes out as Segment’s events, as the edge reads them', async () => {
	const { page } = await visit(`${originUrl}/goods`);
	await page.evaluate(() => {
		const items = [{ item_id: 'tent', item_name: 'Tent', price: 250, quantity: 1 }];
		const layer = window.dataLayer ?? [];
		layer.push(['event', 'add_to_cart', { currency: 'EUR', value: 250, items }]);
		layer.push({ event: 'purchase', ecommerce: { transaction_id: 'o-1', currency: 'EUR', value: 250, items } });
		layer.push({ event: 'gtm.scroll' }, { ecommerce: null }, 'noise');
	});
	const id = await page.evaluate(() => Reflect.get(window, 'edgewise').user().anonymousId());
	const bought = await eventually(async () =>
		(await historyOf(api, { id })).find(({ event }) => event === 'Order Completed'),
	);
	expect(bought.properties).toMatchObject({ order_id: 'o-1', currency: 'EUR', products: [{ product_id: 'tent' }] });
	// What is told in one moment has no order.
	const names = (await namesOf(api, { id })).toSorted();
	expect(names).toEqual(['Experience Viewed', 'Order Completed', 'Page Viewed', 'Product Added']);
});
