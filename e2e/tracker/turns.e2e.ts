import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { type Arena, openArena } from './lab/arena.ts';
import { edgewise } from './lab/edgewise.ts';

/**
 * Tabs take turns at sending everything, by a lock. A page in Chromium's back/forward cache keeps a lock that it has from whoever
 * waited for it when the page went there: up to ten minutes.
 */
describe('a tab whose turn it is', () => {
	let browser: Browser;
	let context: BrowserContext;
	let arena: Arena;

	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser.close());
	beforeEach(async () => {
		arena = await openArena(edgewise);
		context = await browser.newContext();
	});
	afterEach(async () => {
		await context.close();
		await arena.close();
	});

	const arrives = (name: string) => arena.until(() => arena.accepted(name) > 0, 30_000);

	async function openAndTrack(name: string): Promise<Page> {
		const page = await context.newPage();
		await page.goto(`${arena.site}/page`);
		await page.waitForSelector('[data-ready]', { state: 'attached' });
		await page.evaluate((event) => void Reflect.get(window, 'track')(event), name);
		return page;
	}

	/** A tab whose first request with its event is never answered. */
	async function openSender(): Promise<Page> {
		const heard = Promise.withResolvers<void>();
		let times = 0;
		arena.answerBy((text) => {
			if (!text.includes('Held') || times++ > 0) return 200;
			heard.resolve();
			return new Promise(() => {});
		});
		const page = await openAndTrack('Held');
		await heard.promise;
		return page;
	}

	test('keeps nobody waiting, and what it had begun to send is sent by another, when it goes into the back/forward cache', async () => {
		const sender = await openSender();
		await openAndTrack('Another’s');
		await sender.evaluate(() => {
			location.href = '/away';
		});
		await sender.waitForURL('**/away');
		expect(await arrives('Another’s')).toBe(true);
		expect(await arrives('Held')).toBe(true);
	});

	test('and who is sending already, send one after the other', async () => {
		const sender = await openSender();
		await sender.evaluate(async () => {
			void Reflect.get(window, 'track')('Next');
			await Reflect.get(window, 'edgewise').flush();
		});
		// It has been tried, after the first was given up.
		expect(arena.accepted('Next')).toBe(1);
		expect(arena.accepted('Held')).toBe(1);
	});
});
