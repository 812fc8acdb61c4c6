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

/** What the server answers for a page, as curl shows it. */
export interface PageAnswer {
	readonly status: number;
	/** Where it leads, if it leads anywhere. */
	readonly location: string | undefined;
	readonly html: string;
}

/** Asks for a page as curl does. Node does not resolve `*.localhost`, so the host is said apart. */
export function pageOf(url: string, headers: Record<string, string>): Promise<PageAnswer> {
	const { host, port, pathname, search } = new URL(url);
	const path = `${pathname}${search}`;
	return new Promise((resolve, reject) => {
		const asked = request({ host: '127.0.0.1', port, path, headers: { ...headers, host } }, (response) => {
			const { statusCode: status = 0, headers: answered } = response;
			let html = '';
			response.setEncoding('utf8').on('data', (chunk: string) => {
				html += chunk;
			});
			response.on('end', () => resolve({ status, location: answered.location, html }));
		});
		asked.on('error', reject).end();
	});
}

/** The HTML that the server sends for a page, as curl shows it. */
export async function htmlOf(url: string, headers: Record<string, string>): Promise<string> {
	return (await pageOf(url, headers)).html;
}
