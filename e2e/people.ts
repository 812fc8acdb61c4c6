import { request } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Product } from './product.ts';

/** A visitor with a clean browser of their own. */
export function visitor(browser: Browser): Promise<BrowserContext> {
	return browser.newContext({ locale: 'en-GB' });
}

/** A marketer, signed in, on the dashboard's first screen. */
export async function marketer(browser: Browser, product: Product): Promise<Page> {
	const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1360, height: 900 } });
	// Other journeys make sites of their own.
	await context.addInitScript(([name, site]) => localStorage.setItem(name, site), [
		'edgewise-site',
		'fernweh',
	] as const);
	const page = await context.newPage();
	await page.goto(product.url);
	await page.getByLabel('E-mail').fill(product.email);
	await page.getByLabel('Password').fill(product.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
	return page;
}

/** Collects what a page complains about: console errors and uncaught exceptions. */
export function complaints(page: Page): string[] {
	const heard: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') heard.push(message.text());
	});
	page.on('pageerror', (error) => heard.push(String(error)));
	return heard;
}

/** Asks again until the answer is there; the test's own time-out ends it. */
export async function eventually<T>(ask: () => Promise<T | null | undefined | false>): Promise<T> {
	for (;;) {
		const answer = await ask();
		if (answer) return answer;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/** The HTML that the server sends for a page, as curl shows it. Node does not resolve `*.localhost`, so the host is said apart. */
export function htmlOf(url: string, headers: Record<string, string>): Promise<string> {
	const { host, port, pathname } = new URL(url);
	return new Promise((resolve, reject) => {
		const asked = request({ host: '127.0.0.1', port, path: pathname, headers: { ...headers, host } }, (response) => {
			let html = '';
			response.setEncoding('utf8').on('data', (chunk: string) => {
				html += chunk;
			});
			response.on('end', () => resolve(html));
		});
		asked.on('error', reject).end();
	});
}
