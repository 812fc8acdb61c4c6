import type { Page } from 'playwright-core';
import { launchBrowser } from '../../e2e/browser.ts';
import { builtPeer } from '../tracker/install-peers.ts';
import type { Case } from './cases.ts';
import { ourSelector } from './ours.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

declare global {
	/** Set by the bundle of `bench/peers/entries/selectors.js`. */
	var selectorPeers: Readonly<Record<string, (element: Element) => string>>;
}

/** The name under which our own selector alone stands beside the peers'. */
const alone = 'our selector alone';

/**
 * What libraries make of the questions that write a selector and ask with it later: in a real Chromium, since they were made
 * for one. A selector that finds several elements answers nothing.
 */
export async function askPeers(questions: readonly Case[]): Promise<ReadonlyMap<string, readonly Outcome[]>> {
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage();
		const answers = new Map<string, Outcome[]>();
		for (const [html, group] of Map.groupBy(questions, ({ before }) => before)) {
			for (const [name, outcomes] of await askOnPage(page, html, group)) {
				answers.set(name, [...(answers.get(name) ?? []), ...outcomes]);
			}
		}
		return answers;
	} finally {
		await browser.close();
	}
}

async function askOnPage(page: Page, html: string, questions: readonly Case[]): Promise<[string, Outcome[]][]> {
	// Styles and pictures are nowhere, and no page waits for them.
	await page.route('**', (route) => route.abort());
	await page.setContent(html);
	await page.addScriptTag({ content: builtPeer('selectors') });
	const indexes = [...new Set(questions.map(({ index }) => index))];
	const written = await page.evaluate(writeSelectors, indexes);
	written[alone] = Object.fromEntries(indexes.map((index) => [index, ourSelector({ before: html, index })]));
	const answers: [string, Outcome[]][] = Object.keys(written).map((name) => [name, []]);
	for (const { after, index, now } of questions) {
		const selectors = answers.map(([name]) => written[name]?.[index] ?? null);
		const found = await page.evaluate(findAll, { after, selectors });
		for (const [at, [, outcomes]] of answers.entries()) outcomes.push(outcomeOf(found[at] ?? [], now));
	}
	return answers;
}

/** In the page: each peer's selector for each element, by its number. */
function writeSelectors(indexes: readonly number[]): Record<string, Record<number, string>> {
	// The peers' own script has been added to the head: it is none of the page's elements.
	for (const script of document.querySelectorAll('script')) script.remove();
	const elements = document.querySelectorAll('*');
	const write = (peer: (element: Element) => string, index: number) => {
		try {
			const element = elements[index];
			return element ? peer(element) : '';
		} catch {
			return '';
		}
	};
	return Object.fromEntries(
		Object.entries(globalThis.selectorPeers).map(([name, peer]) => [
			name,
			Object.fromEntries(indexes.map((index) => [index, write(peer, index)])),
		]),
	);
}

/** In the page: the numbers of the elements that each selector finds in another page. */
function findAll({ after, selectors }: { after: string; selectors: readonly (string | null)[] }): number[][] {
	const other = new DOMParser().parseFromString(after, 'text/html');
	const all = [...other.querySelectorAll('*')];
	return selectors.map((selector) => {
		try {
			return selector ? [...other.querySelectorAll(selector)].map((element) => all.indexOf(element)) : [];
		} catch {
			return [];
		}
	});
}
