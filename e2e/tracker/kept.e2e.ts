import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { eventually } from '../people.ts';
import { type Arena, openArena } from './lab/arena.ts';
import { edgewise } from './lab/edgewise.ts';
import { storedText } from './lab/stored-text.ts';

/** An event is in the browser's storage before it is sent, and stays there until somebody has said what became of it. */
describe('an event in storage', () => {
	let browser: Browser;
	let arena: Arena;
	let page: Page;

	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser.close());
	beforeEach(async () => {
		arena = await openArena(edgewise);
		page = await browser.newPage();
		await page.goto(`${arena.site}/page`);
		await page.waitForSelector('[data-ready]', { state: 'attached' });
		await arena.until(() => arena.pageViews() > 0, 60_000);
	});
	afterEach(async () => {
		await page.close();
		await arena.close();
	});

	const track = () => page.evaluate(() => void Reflect.get(window, 'track')('Kept'));

	/** Answers in turn, the last one for ever; notes for each request with the event whether it stood in storage meanwhile. */
	function answer(...statuses: (number | 'cut')[]): boolean[] {
		const stood: boolean[] = [];
		arena.answerBy(async (text) => {
			if (!text.includes('Kept')) return 200;
			stood.push((await storedText(page)).includes('Kept'));
			return statuses[Math.min(stood.length, statuses.length) - 1] ?? 200;
		});
		return stood;
	}

	const gone = () => eventually(async () => !(await storedText(page)).includes('Kept'));

	// 403 and 404: an origin that is not allowed yet, a firewall, an edge that is being moved. Its owner mends that.
	test.each([500, 503, 408, 429, 403, 404, 'cut'] as const)(
		'stays after %s, and goes when it has arrived',
		async (first) => {
			const stood = answer(first, 200);
			await track();
			expect(await arena.until(() => stood.length > 1, 60_000)).toBe(true);
			expect(stood).toEqual([true, true]);
			await gone();
		},
	);

	test.each([400, 401, 413])('goes after %i, since sending it again would end the same', async (status) => {
		const stood = answer(status);
		await track();
		await gone();
		expect(stood).toEqual([true]);
	});
});
