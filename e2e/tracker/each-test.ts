import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { type Site, startSite } from './site.ts';

/** What every test of the tracker has: a browser of the file's own, and a new site and a clean context for each test. */
export let browser: Browser;
export let context: BrowserContext;
export let site: Site;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
	site = await startSite();
	context = await browser.newContext();
});
afterEach(async () => {
	await context.close();
	await site.close();
});
