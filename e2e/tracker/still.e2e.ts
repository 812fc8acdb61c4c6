import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { context, site } from './each-test.ts';

/** When what was seen counts: not before the page is complete, and its scripts have had time to take it over. */
const stillMs = 500;
/** Clocks tell whole milliseconds, and timers may round down. */
const roundingMs = 5;

const hello = { id: 'a', kind: 'text', selector: 'h1', value: 'Hello' };

const named = (name: string, variantId: string) =>
	site.events().filter(({ event, properties }) => event === name && properties.variantId === variantId);

function decide(variantId: string, edits: object[], targets?: string[]): void {
	const decision = { experienceId: 'e1', variantId, edits, ...(targets && { targets }) };
	site.decisions.set('/plain', { release: 3, decisions: [decision] });
}

/** When the page says that something happened, in ms since 1970. */
const momentOf = (page: Page, name: string) =>
	page.evaluate((key) => Number(document.documentElement.dataset[key]), name);

/** When what was sent says that it happened. */
const sentAt = (event: object | undefined) => Date.parse(String(Reflect.get(event ?? {}, 'timestamp')));

/** Opens the page with a picture on it that comes only when `isReleased` lets it, and notes when the page was complete. */
async function openSlowly(release: Promise<unknown>): Promise<Page> {
	const page = await context.newPage();
	await page.route('**/slow.png', async (route) => {
		await release;
		await route.abort();
	});
	await page.addInitScript(() => {
		document.addEventListener('DOMContentLoaded', () => {
			document.body.append(Object.assign(new Image(), { src: '/slow.png' }));
		});
		addEventListener('load', () => {
			document.documentElement.dataset.loaded = String(Date.now());
		});
	});
	await page.goto(`${site.url}/plain`, { waitUntil: 'domcontentloaded' });
	return page;
}

test('every variant counts when the page has been complete for a while, and not when it is drawn', async () => {
	for (const [variantId, edits] of [
		['control', []],
		['bold', [hello]],
	] as const) {
		decide(variantId, [...edits], ['h1']);
		const drawn = Promise.withResolvers<void>();
		const page = await openSlowly(drawn.promise);
		// What is drawn by now would count at once, if nothing else were waited for.
		await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
		if (edits.length) await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Hello');
		drawn.resolve();
		await site.until(() => named('Experience Viewed', variantId).length === 1);
		const waited = sentAt(named('Experience Viewed', variantId)[0]) - (await momentOf(page, 'loaded'));
		expect(waited).toBeGreaterThanOrEqual(stillMs - roundingMs);
		await page.close();
	}
});

test('an edit that hydration puts back counts once it has held still since', async () => {
	decide('v', [hello]);
	const page = await context.newPage();
	await page.addInitScript(() => {
		// A framework that the marks do not tell of, and that comes late.
		addEventListener('load', () => {
			setTimeout(() => {
				document.querySelector('h1')?.replaceChildren('Plain');
				document.documentElement.dataset.hydrated = String(Date.now());
			}, 300);
		});
	});
	await page.goto(`${site.url}/plain`);
	await site.until(() => named('Experience Viewed', 'v').length === 1);
	expect(await page.textContent('h1')).toBe('Hello');
	const waited = sentAt(named('Experience Viewed', 'v')[0]) - (await momentOf(page, 'hydrated'));
	expect(waited).toBeGreaterThanOrEqual(stillMs - roundingMs);
	expect(named('Experience Failed', 'v')).toEqual([]);
});

test('an edit that the page gives no peace is no exposure, unless what is compared counts everybody', async () => {
	for (const targets of [undefined, ['h1']]) {
		const variantId = targets ? 'compared' : 'shown';
		decide(variantId, [hello], targets);
		const page = await context.newPage();
		await page.addInitScript(() => {
			new MutationObserver(() => {
				const title = document.querySelector('h1');
				if (title && title.textContent !== 'Plain') title.textContent = 'Plain';
			}).observe(document, { subtree: true, childList: true, characterData: true });
		});
		await page.goto(`${site.url}/plain`);
		await site.until(() => named('Experience Failed', variantId).length === 1);
		expect(named('Experience Failed', variantId)[0]?.properties.failed).toEqual([{ id: 'a', status: 'reverted' }]);
		if (targets) await site.until(() => named('Experience Viewed', variantId).length === 1);
		await page.goto('about:blank');
		expect(named('Experience Viewed', variantId)).toHaveLength(targets ? 1 : 0);
		await page.close();
	}
});

test('a page that is never complete counts all the same', async () => {
	decide('v', [hello], ['h1']);
	const page = await openSlowly(new Promise(() => {}));
	await site.until(() => named('Experience Viewed', 'v').length === 1);
	expect(await page.evaluate(() => document.readyState)).toBe('interactive');
});
