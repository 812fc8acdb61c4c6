import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { context, site } from './each-test.ts';

/** What has time until the page is painted is a file of its own: what is there without it, and what becomes of a page that never gets it. */
const hello = { id: 'a', kind: 'text', selector: 'h1', value: 'Hello' };
const gold = { id: 'b', kind: 'class', selector: 'h1', add: ['gold'], remove: [] };

function decide(edits: object[]): void {
	site.decisions.set('/plain', { release: 3, decisions: [{ experienceId: 'e1', variantId: 'v1', edits }] });
}

const named = (name: string) => site.events().filter(({ event }) => event === name);
const title = (page: Page) => page.textContent('h1');
const isVisible = () => getComputedStyle(document.querySelector('h1') ?? document.body).visibility === 'visible';

/** The names of our files, in the order in which a page asks for them. */
function filesOf(page: Page): string[] {
	const files: string[] = [];
	page.on('request', (request) => {
		const file = /\/_ew\/(\w+\.js)$/.exec(request.url())?.[1];
		if (file) files.push(file);
	});
	return files;
}

test('a text is changed with nothing loaded but ew.js and edits.js, and the rest is asked for then', async () => {
	decide([hello]);
	const page = await context.newPage();
	const files = filesOf(page);
	const asked = Promise.withResolvers<string | null>();
	await page.route('**/later.js', async (route) => {
		asked.resolve(await title(page));
		await route.continue();
	});
	await page.goto(`${site.url}/plain`);
	expect(await asked.promise).toBe('Hello');
	expect(files).toEqual(['ew.js', 'edits.js', 'later.js']);
	await site.until(() => named('Experience Viewed').length === 1);
});

test('a page that only leads on asks for no more than edits.js', async () => {
	const url = `${site.url}/acts`;
	decide([{ id: 'r', kind: 'redirect', selector: '', url }]);
	const page = await context.newPage();
	const files = filesOf(page);
	await page.goto(`${site.url}/plain`);
	await page.waitForURL(url);
	await site.until(() => named('Experience Viewed').length === 1);
	await page.waitForLoadState('networkidle');
	expect(files).not.toContain('later.js');
});

test('where the file is lost, what is made stays, nothing throws, and nothing stays hidden', async () => {
	decide([hello, gold]);
	const page = await context.newPage();
	const thrown: Error[] = [];
	page.on('pageerror', (error) => thrown.push(error));
	await page.goto(`${site.url}/plain`);
	await site.until(() => named('Experience Viewed').length === 1);
	expect(await page.getAttribute('h1', 'class')).toBe('gold');
	// Now it is known what the experience changes, and hidden until it has.
	await page.route('**/later.js', (route) => route.abort());
	const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith('later.js'));
	await page.goto(`${site.url}/plain`);
	await lost;
	await page.waitForFunction(isVisible);
	expect(await title(page)).toBe('Hello');
	expect(await page.getAttribute('h1', 'class')).toBeNull();
	await page.evaluate(() => history.pushState({}, '', '/other'));
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Plain');
	expect(thrown).toEqual([]);
});

test('an element that the page renders anew before the file is there is edited as it is then', async () => {
	decide([hello, gold]);
	const page = await context.newPage();
	const rendered = Promise.withResolvers<void>();
	await page.route('**/later.js', async (route) => {
		await rendered.promise;
		await route.continue();
	});
	await page.goto(`${site.url}/plain`);
	await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Hello');
	await page.evaluate(() => document.querySelector('h1')?.replaceWith(document.createElement('h1')));
	rendered.resolve();
	await page.waitForFunction(() => document.querySelector('h1.gold')?.textContent === 'Hello');
	await site.until(() => named('Experience Viewed').length === 1);
	expect(named('Experience Failed')).toEqual([]);
});

test('an edit whose selector is about where others are finds its element as it was, whenever it is made', async () => {
	decide([
		{ id: 'c', kind: 'insert', selector: 'h1', position: 'before', html: '<h1>More</h1>' },
		{ ...gold, selector: 'h1:first-of-type' },
	]);
	const page = await context.newPage();
	await page.goto(`${site.url}/plain`);
	await page.waitForSelector('.gold');
	expect(await page.textContent('.gold')).toBe('Plain');
});
