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

test('the control of an experiment is an exposure where its variants have something to change, and only there', async () => {
	/** Variants that are seen by the time at which another experience has given up waiting for its element. */
	const exposed = async (variantId: string, edits: object[], targets: string[]) => {
		const marker = { experienceId: 'marker', variantId: 'm', edits: [{ id: 'm', kind: 'hide', selector: '#never' }] };
		const decisions = [{ experienceId: 'e1', variantId, edits, targets }, marker];
		site.decisions.set('/plain', { release: 3, decisions });
		const before = site.events().length;
		const since = (name: string) => named(name).filter((event) => site.events().indexOf(event) >= before);
		const page = await context.newPage();
		await page.goto(`${site.url}/plain`);
		await site.until(() => since('Experience Failed').some(({ properties }) => properties.experienceId === 'marker'));
		await page.close();
		return since('Experience Viewed').map(({ properties }) => properties.variantId);
	};
	const missing = [{ id: 'a', kind: 'text', selector: '#gone', value: 'Hello' }];
	const there = [{ id: 'a', kind: 'text', selector: 'h1', value: 'Hello' }];
	expect(await exposed('control', [], ['h1', '#gone'])).toEqual(['control']);
	expect(await exposed('bold', there, ['h1', '#gone'])).toEqual(['bold']);
	expect(await exposed('control', [], ['#gone'])).toEqual([]);
	expect(await exposed('bold', missing, ['#gone'])).toEqual([]);
	// What fails is told, but it is the same people that count.
	expect(await exposed('bold', missing, ['h1'])).toEqual(['bold']);
	expect(named('Experience Failed').filter(({ properties }) => properties.variantId === 'bold')).toHaveLength(2);
	expect(await exposed('control', [], [])).toEqual(['control']);
});

test('an element that comes late is waited for in every variant', async () => {
	for (const variantId of ['control', 'bold']) {
		const edits = variantId === 'bold' ? [{ id: 'a', kind: 'text', selector: '#late', value: 'Hello' }] : [];
		site.decisions.set('/plain', {
			release: 3,
			decisions: [{ experienceId: 'e1', variantId, edits, targets: ['#late'] }],
		});
		const page = await context.newPage();
		await page.goto(`${site.url}/plain`);
		await site.until(() => site.requests.some(({ body }) => body.decide !== undefined));
		expect(named('Experience Viewed').filter(({ properties }) => properties.variantId === variantId)).toEqual([]);
		await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p id="late">Late</p>'));
		await site.until(() => named('Experience Viewed').some(({ properties }) => properties.variantId === variantId));
		await page.close();
	}
});

test('what has to be on the screen is not seen before it is scrolled to, in any variant', async () => {
	for (const variantId of ['control', 'bold']) {
		const edits = variantId === 'bold' ? [{ id: 'a', kind: 'text', selector: '#deep', value: 'Hello' }] : [];
		const decision = { experienceId: 'e1', variantId, edits, targets: ['#deep'], visible: true };
		const marker = { experienceId: 'marker', variantId, edits: [], targets: ['h1'], visible: true };
		site.decisions.set('/plain', { release: 3, decisions: [decision, marker] });
		const page = await context.newPage();
		await page.addInitScript(() => {
			document.addEventListener('DOMContentLoaded', () => {
				document.body.insertAdjacentHTML('beforeend', '<div style="height: 3000px"></div><p id="deep">Deep</p>');
			});
		});
		await page.goto(`${site.url}/plain`);
		const seen = () =>
			named('Experience Viewed')
				.filter(({ properties }) => properties.variantId === variantId)
				.map(({ properties }) => properties.experienceId);
		await site.until(() => seen().includes('marker'));
		expect(seen()).toEqual(['marker']);
		await page.evaluate(() => document.querySelector('#deep')?.scrollIntoView());
		await site.until(() => seen().length === 2);
		await page.close();
	}
});

test('a page that no experience concerns loads no executor', async () => {
	site.decisions.set('/plain', { release: 3, decisions: [] });
	const page = await context.newPage();
	const loaded: string[] = [];
	page.on('request', (request) => loaded.push(request.url()));
	await page.goto(`${site.url}/plain`);
	await site.until(() => site.requests.length > 0);
	await page.evaluate(() => Reflect.get(window, 'edgewise').flush());
	await page.waitForLoadState('networkidle');
	expect(loaded.filter((url) => url.includes('/v1/'))).toHaveLength(1);
	expect(loaded.filter((url) => /(edits|later)\.js$/.test(url))).toEqual([]);
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
