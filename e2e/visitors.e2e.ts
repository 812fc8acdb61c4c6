import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { launchBrowser } from './browser.ts';
import { eventually, visitor } from './people.ts';

const product = inject('product');
const { port } = new URL(product.url);
const shop = `http://visited-shop.localhost:${port}`;
const blog = `http://visited-blog.localhost:${port}`;

let origin: Server;
let browser: Browser;
let api: AdminApi;
let context: BrowserContext;

interface Traffic {
	readonly days: readonly {
		readonly cookieless: { readonly views: number; readonly visitors: number };
		readonly identified: { readonly views: number; readonly visitors: number };
	}[];
}

/** A site on two hosts that counts without cookies until people answer, with the tag on each page. */
beforeAll(async () => {
	let tag = '';
	origin = createServer((_, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(`<!doctype html><title>Page</title>${tag}<a id="over" href="${blog}/there?a=1">To the blog</a>`);
	});
	await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
	const { port: originPort } = origin.address() as AddressInfo;
	api = await signIn(product.url, product.email, product.password);
	const { writeKey } = await api.send<{ writeKey: string }>('POST', '/api/sites', {
		id: 'visited',
		name: 'Visited',
		hostnames: ['visited-shop.localhost', 'visited-blog.localhost'].map((host) => `${host}:${port}`),
		origin: `http://127.0.0.1:${originPort}`,
		consentMode: 'required',
		beforeConsent: 'cookieless',
	});
	tag = `<script async src="/_ew/ew.js" data-key="${writeKey}" data-consent="cookieless"></script>`;
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser.close();
	origin.close();
});
beforeEach(async () => {
	context = await visitor(browser);
});
afterEach(() => context.close());

const cookies = async (url: string) => (await context.cookies(url)).filter(({ name }) => name.startsWith('ew_'));
const idAt = async (url: string) => (await cookies(url)).find(({ name }) => name === 'ew_id');
const today = async () => (await api.get<Traffic>('/api/sites/visited/traffic?days=1')).days[0];

async function open(url: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url);
	return page;
}

const agree = (page: Page) =>
	page.evaluate(() => void Reflect.get(window, 'edgewise').consent({ analytics: true, personalization: true }));

describe('a visitor', () => {
	test('is counted before they answer, and nothing is kept in their browser', async () => {
		const before = await today();
		const page = await open(`${shop}/`);
		await eventually(async () => (await today())?.cookieless.views === (before?.cookieless.views ?? 0) + 1);
		expect(await cookies(shop)).toEqual([]);
		expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
		expect((await today())?.identified).toEqual(before?.identified);
	});

	test('is known by a cookie that no script reads once they agree, and not any more when they withdraw', async () => {
		const page = await open(`${shop}/`);
		await page.waitForFunction(() => 'user' in Object(Reflect.get(window, 'edgewise')));
		await agree(page);
		const id = await eventually(() => idAt(shop));
		expect(id).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
		expect(await page.evaluate(() => document.cookie)).not.toContain('ew_id');
		await page.reload();
		await page.waitForFunction(() => 'user' in Object(Reflect.get(window, 'edgewise')));
		expect(await page.evaluate(() => Reflect.get(window, 'edgewise').user().anonymousId())).toBe(id.value);
		await page.evaluate(() => void Reflect.get(window, 'edgewise').consent({ analytics: false }));
		await eventually(async () => (await idAt(shop)) === undefined);
	});

	test('who goes to the site’s other host stays who they are, and the address stays clean', async () => {
		const page = await open(`${shop}/`);
		await page.waitForFunction(() => 'user' in Object(Reflect.get(window, 'edgewise')));
		await agree(page);
		const here = await eventually(() => idAt(shop));
		await context.addCookies([{ name: 'ew_consent', value: 'analytics:1,personalization:1', url: blog }]);
		const signed = page.waitForResponse((response) => response.url().endsWith('/_ew/v1/link'));
		await page.locator('#over').hover();
		await signed;
		await page.locator('#over[href*="_ew="]').click();
		await page.waitForURL(`${blog}/there?a=1`);
		expect(await eventually(() => idAt(blog))).toMatchObject({ value: here.value, httpOnly: true });
	});
});
