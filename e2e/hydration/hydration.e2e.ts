import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { type AdminApi, signIn } from '../../scripts/start/admin.ts';
import { launchBrowser } from '../browser.ts';
import { bundleOf } from '../differential/edge.ts';
import { complaints, eventually, visitor } from '../people.ts';
import { namesOf } from '../sdk/person.ts';

/** A page that a server rendered and a framework takes over in the browser, with the edge in front of it. */
const product = inject('product');
const site = `http://hydration.localhost:${new URL(product.url).port}`;

let origin: Server;
let browser: Browser;
let context: BrowserContext;
let api: AdminApi;

const edits = [
	{ id: 'text', kind: 'text', selector: 'h1', expect: { tag: 'h1', text: 'Welcome' }, value: 'Grüezi' },
	{ id: 'more', kind: 'insert', selector: '#lead', position: 'after', html: '<p class="more">More <b>of it</b></p>' },
	{ id: 'ad', kind: 'hide', selector: 'p.ad' },
	{ id: 'link', kind: 'link', selector: '#cta', href: '/new' },
	{ id: 'colour', kind: 'style', selector: '#cta', properties: { color: 'rgb(1, 2, 3)' } },
	{ id: 'class', kind: 'class', selector: 'h1', add: ['gold'], remove: [] },
];

beforeAll(async () => {
	const script = await bundleOf('e2e/hydration/app.tsx');
	let writeKey = '';
	origin = createServer(({ url }, response) => {
		if (url === '/app.js') return void response.setHeader('content-type', 'text/javascript').end(script);
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(`<!doctype html><html lang="en"><head><title>Hydration</title>
<script>
	window.shifts = [];
	new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
</script>
<script async src="/_ew/ew.js" data-key="${writeKey}"></script></head><body><div id="root"><main><h1 class="title">Welcome</h1><p id="lead" class="lead n0">Clicked <b>0</b> times</p><p class="ad">Buy now</p><a id="cta" href="/old">Go</a><button type="button">More</button></main></div>
<script type="module" src="/app.js"></script></body></html>`);
	});
	await once(origin.listen(0, '127.0.0.1'), 'listening');
	const originUrl = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
	api = await signIn(product.url, product.email, product.password);
	const made = await api.send<{ writeKey: string }>('POST', '/api/sites', {
		...{ id: 'hydration', name: 'Hydration', hostnames: [new URL(site).host], allowedOrigins: [] },
		...{ origin: originUrl, consentMode: 'implied' },
	});
	writeKey = made.writeKey;
	const variants = [{ id: 'v', name: 'V', weight: 0, audience: null, edits }];
	const draft = { id: 'hydrated', name: 'Hydrated', kind: 'personalization', status: 'live', variants };
	await api.send('POST', '/api/sites/hydration/experiences', draft);
	await api.send('POST', '/api/sites/hydration/releases', {});
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

test('publishing found what can be made in the HTML, and what has to wait for the framework', async () => {
	const { pages } = await api.get<{ pages: { edits: { place: string; editId: string }[] }[] }>(
		'/api/experiences/hydrated/verdicts',
	);
	const found = pages[0]?.edits.map(({ editId, place }) => [editId, place]);
	expect(found).toEqual(edits.map(({ id }) => [id, id === 'more' ? 'browser' : 'edge']));
});

test('a page that a framework takes over keeps its edits, when it hydrates and when it renders again', async () => {
	const page = await context.newPage();
	const heard = complaints(page);
	const answer = await page.goto(site);
	const html = (await answer?.text()) ?? '';
	expect(html).toContain('<h1 class="title gold">Gr&#252;ezi</h1>');
	expect(html).toMatch(/<p class="ad"[^>]* hidden=""/);
	await page.waitForFunction(() => document.documentElement.dataset.hydrated === '0');
	const shown = () =>
		page.evaluate(() => ({
			title: document.querySelector('h1')?.textContent,
			gold: document.querySelector('h1')?.classList.contains('gold'),
			more: document.querySelectorAll('.more').length,
			isAdShown: document.querySelector<HTMLElement>('.ad')?.offsetParent !== null,
			href: document.querySelector('#cta')?.getAttribute('href'),
			colour: getComputedStyle(document.querySelector('#cta') ?? document.body).color,
		}));
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Grüezi');
	const kept = { title: 'Grüezi', gold: true, more: 1, isAdShown: false, href: '/new', colour: 'rgb(1, 2, 3)' };
	await expect.poll(shown).toEqual(kept);
	await page.click('button');
	await page.waitForFunction(() => document.documentElement.dataset.hydrated === '1');
	await expect.poll(shown).toEqual(kept);
	expect(await page.textContent('#lead')).toBe('Clicked 1 times');
	expect(heard).toEqual([]);
	const id = await page.evaluate(() => Reflect.get(window, 'edgewise').user().anonymousId());
	await eventually(async () => (await namesOf(api, { id })).includes('Experience Viewed'));
	expect(await namesOf(api, { id })).not.toContain('Experience Failed');
});

test('without scripts the page has its edits all the same', async () => {
	const bare = await browser.newContext({ javaScriptEnabled: false });
	const page = await bare.newPage();
	await page.goto(site);
	expect(await page.textContent('h1')).toBe('Grüezi');
	expect(await page.isVisible('.ad')).toBe(false);
	await bare.close();
});

test('edits in the HTML shift nothing', async () => {
	const page = await context.newPage();
	// What waits for the framework is another matter.
	await page.route('**/edits.js', (route) => route.abort());
	await page.goto(site);
	await page.waitForFunction(() => document.documentElement.dataset.hydrated === '0');
	expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
});
