import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { context, site } from './each-test.ts';
import { newChromiumProfile } from './lab/chromium.ts';

const named = (name: string) => site.events().filter(({ event }) => event === name);
const views = () => site.events().filter(({ type }) => type === 'page');

async function open(): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${site.url}/acts`);
	await page.waitForSelector('[data-ready]', { state: 'attached' });
	await site.until(() => views().length > 0);
	return page;
}

async function vitals(): Promise<Record<string, unknown>> {
	await site.until(() => named('Web Vitals').length > 0);
	return named('Web Vitals')[0]?.properties ?? {};
}

/** Two frames later, what was changed has been painted, and told to who measures. */
const painted = (page: Page) =>
	page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
	);

describe('web vitals', () => {
	test('tell the largest paint, what shifted, and how long the page took to react', async () => {
		const page = await open();
		await painted(page);
		const largest = await page.evaluate(
			() =>
				new Promise<number>((resolve) =>
					new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
						type: 'largest-contentful-paint',
						buffered: true,
					}),
				),
		);
		await page.evaluate(() =>
			document.querySelector('h1')?.before(Object.assign(document.createElement('p'), { style: 'height: 300px' })),
		);
		await painted(page);
		await page.click('#slow');
		await painted(page);
		await page.close();
		const { lcp, inp, cls, ttfb } = await vitals();
		expect(lcp).toBe(largest);
		expect(inp).toBeGreaterThanOrEqual(250);
		expect(cls).toBeGreaterThan(0.1);
		expect(ttfb).toBeGreaterThan(0);
		expect(ttfb).toBeLessThan(largest);
	});

	test('are told once, when the page is first left', async () => {
		const page = await open();
		for (let i = 0; i < 2; i++) await page.evaluate(() => dispatchEvent(new Event('pagehide')));
		await vitals();
		await page.close();
		await open().then((next) => next.close());
		await site.until(() => named('Web Vitals').length === 2);
		expect(new Set(named('Web Vitals').map(({ messageId }) => messageId.split('-')[1])).size).toBe(2);
	});

	test('are not told of a page that was opened in the background', async () => {
		await context.addInitScript(() => {
			let isHidden = true;
			Object.defineProperty(document, 'hidden', { get: () => isHidden });
			Reflect.set(window, 'show', () => {
				isHidden = false;
				document.dispatchEvent(new Event('visibilitychange'));
			});
		});
		const page = await open();
		await page.evaluate(() => Reflect.get(window, 'show')());
		await page.evaluate(() => {
			Date.now = (
				({ now }) =>
				() =>
					now() + 5_000
			)({ now: Date.now });
		});
		await page.close();
		await site.until(() => named('Page Engaged').length > 0);
		expect(named('Web Vitals')).toEqual([]);
	});

	test('say when a page was shown that had been rendered ahead, and it is counted only then', async () => {
		const profile = newChromiumProfile();
		const browser = await profile.openAt(`${site.url}/ahead`);
		const { activationStart, lcp, ttfb } = await vitals();
		expect(activationStart).toBeGreaterThan(0);
		expect(lcp).toBeGreaterThan(activationStart as number);
		expect(ttfb).toBeLessThan(activationStart as number);
		expect(views().map(({ context }) => context.page?.referrer)).toEqual([`${site.url}/ahead`]);
		await browser.close();
		await profile.remove();
	});
});

describe('engagement', () => {
	test('is the time in sight with the focus, and how far the page was scrolled', async () => {
		const page = await open();
		const look = (ms: number) =>
			page.evaluate((more) => {
				const { now } = Date;
				Date.now = () => now() + more;
			}, ms);
		await look(400_000);
		await page.evaluate(() => {
			Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
			dispatchEvent(new Event('blur'));
		});
		await look(6_000_000);
		await page.evaluate(() => {
			Reflect.deleteProperty(document, 'hasFocus');
			dispatchEvent(new Event('focus'));
		});
		const scroll = await page.evaluate(() => {
			const told = new Promise((resolve) => addEventListener('scroll', resolve, { once: true }));
			scrollTo(0, 1_000);
			return told.then(() => Math.round(((scrollY + innerHeight) / document.documentElement.scrollHeight) * 100));
		});
		await page.evaluate(() => scrollTo(0, 0));
		await page.close();
		await site.until(() => named('Page Engaged').length > 0);
		const properties = named('Page Engaged')[0]?.properties;
		expect(scroll).toBeGreaterThan(40);
		expect(scroll).toBeLessThan(90);
		expect(properties?.scroll).toBe(scroll);
		expect(properties?.seconds).toBeGreaterThanOrEqual(400);
		expect(properties?.seconds).toBeLessThan(700);
	});

	test('is told of each page of a single-page site by itself', async () => {
		const page = await open();
		const look = (ms: number) =>
			page.evaluate((more) => {
				const { now } = Date;
				Date.now = () => now() + more;
			}, ms);
		// So long that nobody notices what the machine itself takes.
		await look(300_000);
		await page.evaluate(() => history.pushState({}, '', '/next'));
		await site.until(() => views().length === 2);
		await look(700_000);
		await page.close();
		await site.until(() => named('Page Engaged').length === 2);
		const seconds = named('Page Engaged').map(({ properties }) => Math.floor(Number(properties.seconds)));
		expect(seconds[0]).toBeGreaterThanOrEqual(300);
		expect(seconds[0]).toBeLessThan(700);
		expect(seconds[1]).toBeGreaterThanOrEqual(700);
		expect(seconds[1]).toBeLessThan(1_000);
	});
});
