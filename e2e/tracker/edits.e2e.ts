import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { context, site } from './each-test.ts';

const named = (name: string) => site.events().filter(({ event }) => event === name);
const title = (page: Page) => page.textContent('h1');

function decide(path: string, variantId: string, edits: object[]): void {
	site.decisions.set(path, { release: 3, decisions: [{ experienceId: 'e1', variantId, edits }] });
}

test('in script-tag mode the decided edits change the page, which is told, and are taken back on the next', async () => {
	decide('/plain', 'v1', [
		{ id: 'a', kind: 'text', selector: 'h1', expect: { tag: 'h1', text: 'Plain' }, value: 'Hello' },
	]);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Hello');
	await site.until(() => named('Experience Viewed').length === 1);
	expect(named('Experience Viewed')[0]?.properties).toEqual({ experienceId: 'e1', variantId: 'v1', release: 3 });
	const [asked] = site.requests;
	expect(asked?.body).toMatchObject({ writeKey: 'wk', decide: `${site.url}/plain`, id: site.events()[0]?.anonymousId });
	expect(asked?.body.batch?.[0]?.type).toBe('page');
	await page.evaluate(() => history.pushState({}, '', '/other'));
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Plain');
});

test('a variant whose element is not there is not an exposure, and says so', async () => {
	decide('/plain', 'v1', [{ id: 'a', kind: 'text', selector: 'h1', expect: { text: 'Other' }, value: 'Hello' }]);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await site.until(() => named('Experience Failed').length === 1);
	expect(named('Experience Failed')[0]?.properties.failed).toEqual([{ id: 'a', status: 'unexpected' }]);
	expect(await title(page)).toBe('Plain');
});

test('a variant without edits is an exposure', async () => {
	decide('/plain', 'control', []);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await site.until(() => named('Experience Viewed').length === 1);
	expect(await title(page)).toBe('Plain');
});

test('a page that no experience concerns loads no executor', async () => {
	site.decisions.set('/plain', { release: 3, decisions: [] });
	const page = await context.newPage();
	const loaded: string[] = [];
	page.on('request', (request) => loaded.push(request.url()));
	await page.goto(`${site.url}/plain`, { waitUntil: 'networkidle' });
	expect(loaded.filter((url) => url.includes('/v1/'))).toHaveLength(1);
	expect(loaded.filter((url) => url.endsWith('edits.js'))).toEqual([]);
});

test('hostile state in a page runs nothing and changes only what it may', async () => {
	const page = await context.newPage();
	await page.goto(`${site.url}/hostile`);
	await page.waitForFunction(() => document.querySelector('#link')?.textContent === '<i>Safe</i>');
	await site.until(() => named('Experience Viewed').length === 1);
	expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
	expect(await page.innerHTML('#box')).toBe('<img src="x"><b id="in">in</b>');
	expect(await page.getAttribute('#link', 'href')).toBe('/plain');
	expect(site.requests.filter(({ body }) => body.decide !== undefined)).toEqual([]);
});
