import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import type { compare } from './compare.ts';
import { bundleOf, type Case, type Edge, startEdge } from './edge.ts';
import { drawFrom, randomCase, randomEdits } from './random-case.ts';

declare global {
	interface Window {
		compare: typeof compare;
	}
}

let browser: Browser;
let page: Page;
let edge: Edge;

beforeAll(async () => {
	[browser, edge] = await Promise.all([launchBrowser(), startEdge()]);
	page = await browser.newPage();
	await page.addScriptTag({ content: await bundleOf('e2e/differential/compare.ts'), type: 'module' });
});
afterAll(async () => {
	await Promise.all([browser.close(), edge.stop()]);
});

/** Judges cases, makes what is the edge's at the edge and in Chromium, and answers where they differ. */
async function differences(cases: readonly Case[]) {
	const judged = await edge.judge(cases);
	const made = cases.map(({ page: html, edits }, i) => ({
		html,
		edits: edits.filter((_, at) => judged[i]?.verdicts[at]?.place === 'edge'),
		edgeHtml: judged[i]?.html ?? '',
	}));
	const found = await page.evaluate(
		(all) => all.map(({ html, edits, edgeHtml }) => window.compare(html, edits, edgeHtml)),
		made,
	);
	const wrong = found.flatMap((difference, i) => (difference ? [{ ...made[i], ...difference }] : []));
	const verdicts = judged.flatMap((one) => one.verdicts);
	return { wrong, verdicts, atEdge: verdicts.filter(({ place }) => place === 'edge').length };
}

test.each(Array.from({ length: 10 }, (_, i) => i))(
	'random edits of random pages come out the same at the edge and in Chromium, or were left to the browser (%i)',
	async (seed) => {
		const draw = drawFrom(seed);
		const { wrong, atEdge } = await differences(Array.from({ length: 500 }, () => randomCase(draw)));
		expect(wrong).toEqual([]);
		// A verdict that leaves all to the browser would be right, too, and good for nothing.
		expect(atEdge).toBeGreaterThan(100);
	},
);

test.each(['/', '/products/wanderer-28', '/cart'])('so do random edits of the shop’s page %s', async (path) => {
	const shop = await browser.newPage();
	const html = (await (await shop.goto(new URL(path, inject('product').shopUrl).href))?.text()) ?? '';
	await shop.close();
	const draw = drawFrom(path.length);
	const { wrong, atEdge } = await differences(
		Array.from({ length: 100 }, () => ({ page: html, edits: randomEdits(draw, html) })),
	);
	expect(wrong).toEqual([]);
	expect(atEdge).toBeGreaterThan(20);
});
