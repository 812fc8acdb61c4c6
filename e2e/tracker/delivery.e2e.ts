import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chromiumPath, quietFlags } from '../browser.ts';
import { context, site } from './each-test.ts';

async function open(page?: Page): Promise<Page> {
	const tab = page ?? (await context.newPage());
	await tab.goto(`${site.url}/plain`);
	await tab.waitForSelector('[data-ready]');
	return tab;
}

const names = () => site.events().map(({ type, event }) => event ?? type);
const has = (name: string) => () => names().includes(name);
const track = (page: Page, name: string) =>
	page.evaluate((event) => void Reflect.get(window, 'edgewise').track(event), name);
const left = (page: Page) =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ew.event.')));

test('the first page view, and what was queued before, is one post without preflight', async () => {
	const page = await open();
	await site.until(has('page'));
	expect(names()).toEqual(['page', 'Queued']);
	expect(site.requests.filter((request) => request.path.endsWith('/batch'))).toHaveLength(1);
	const [request] = site.requests.filter(({ path }) => path.endsWith('/batch'));
	expect(request).toMatchObject({ method: 'POST', contentType: 'text/plain;charset=UTF-8', body: { writeKey: 'wk' } });
	const [view] = site.events();
	expect(view?.anonymousId).toMatch(/^enam03-[a-z2-7]{26}$/);
	expect(view?.context).toMatchObject({
		page: { url: `${site.url}/plain`, title: 'Plain' },
		consent: { analytics: true, personalization: true },
	});
	const [cookie] = await context.cookies();
	expect(cookie).toMatchObject({ name: 'ew_id', value: view?.anonymousId, sameSite: 'Lax' });
	await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('ew.event.')));
});

test('an event tracked right before navigating away arrives', async () => {
	const page = await open();
	await page.evaluate(() => {
		Reflect.get(window, 'edgewise').track('Left');
		location.href = '/quiet';
	});
	await site.until(has('Left'));
});

test('an event tracked right before navigating away arrives from a browser that carries no request on', async () => {
	const page = await context.newPage();
	await page.addInitScript(() => {
		Reflect.deleteProperty(Request.prototype, 'keepalive');
		// Its requests end with the page.
		window.fetch = () => Promise.reject(new TypeError('the page has gone'));
	});
	await open(page);
	await page.evaluate(() => {
		Reflect.get(window, 'edgewise').track('Left');
		location.href = '/quiet';
	});
	await site.until(has('Left'));
});

test('an event tracked right before the tab is closed arrives', async () => {
	const page = await open();
	await track(page, 'Closed');
	await page.close({ runBeforeUnload: false });
	await site.until(has('Closed'));
});

test('a batch answered with 503 is sent again and counts once', async () => {
	site.faults.push(503);
	const page = await open();
	await site.until(has('Queued'));
	const batches = site.requests.filter((request) => request.path.endsWith('/batch'));
	expect(batches.map(({ status }) => status)).toEqual([503, 200]);
	expect(batches[1]?.body.batch?.[0]?.messageId).toBe(batches[0]?.body.batch?.[0]?.messageId);
	await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('ew.event.')));
});

test('a batch refused for good is not sent again', async () => {
	site.faults.push(401);
	const page = await open();
	await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('ew.event.')));
	await track(page, 'Later');
	await site.until(has('Later'));
	expect(names()).toEqual(['Later']);
});

test('events tracked offline arrive when the browser is opened again', async () => {
	const profile = mkdtempSync(path.join(tmpdir(), 'ew-profile-'));
	const launch = () =>
		chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), args: quietFlags, headless: true });
	const first = await launch();
	const page = await open(first.pages()[0]);
	await site.until(has('page'));
	await first.setOffline(true);
	await track(page, 'Offline');
	expect(await left(page)).not.toEqual([]);
	await first.close();
	expect(names()).not.toContain('Offline');
	const second = await launch();
	await open(second.pages()[0]);
	await site.until(has('Offline'));
	await second.close();
	rmSync(profile, { recursive: true, force: true });
});

test('a browser that forbids all storage still sends, and no error reaches the page', async () => {
	const page = await context.newPage();
	const errors: unknown[] = [];
	page.on('pageerror', (error) => errors.push(error));
	await page.addInitScript(() => {
		const forbid = () => {
			throw new DOMException('no', 'SecurityError');
		};
		for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: forbid });
		Object.defineProperty(Document.prototype, 'cookie', { get: forbid, set: forbid });
	});
	await open(page);
	await track(page, 'Unstored');
	await site.until(has('Unstored'));
	expect(new Set(site.events().map(({ anonymousId }) => anonymousId)).size).toBe(1);
	expect(errors).toEqual([]);
});

test('two tabs share one visitor and lose nothing', async () => {
	const tabs = [await open(), await open()];
	for (const [i, tab] of tabs.entries()) await track(tab, `Tab ${i}`);
	await site.until(() => has('Tab 0')() && has('Tab 1')());
	expect(new Set(site.events().map(({ anonymousId }) => anonymousId)).size).toBe(1);
	await tabs[0]?.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('ew.event.')));
});

test('whatever it is called with, nothing is thrown into the page', async () => {
	const errors: unknown[] = [];
	const page = await open();
	page.on('pageerror', (error) => errors.push(error));
	const settled = await page.evaluate(async () => {
		const tag = Reflect.get(window, 'edgewise');
		const circular: Record<string, unknown> = {};
		circular.self = circular;
		const odd = [
			undefined,
			null,
			7,
			circular,
			{ big: 1n },
			Symbol('x'),
			() => {
				throw new Error('theirs');
			},
		];
		const calls = [
			'track',
			'page',
			'identify',
			'group',
			'alias',
			'consent',
			'reset',
			'ready',
			'on',
			'off',
			'user',
			'push',
		];
		for (const name of calls) for (const a of odd) for (const b of odd) await tag[name](a, b);
		return 'settled';
	});
	expect(settled).toBe('settled');
	expect(errors).toEqual([]);
});
