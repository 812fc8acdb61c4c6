import { changes, removals } from './changes.ts';
import { type Element, elementsOf, parseDocument, serializeDocument } from './markup.ts';
import type { BenchPage } from './pages/page.ts';
import { type Random, seeded } from './random.ts';

/** An element, and what became of its page. Elements are told by their number in the order of the document. */
export interface Case {
	readonly page: string;
	readonly change: string;
	readonly before: string;
	readonly after: string;
	readonly index: number;
	/** Where it is afterwards; null when it is gone. */
	readonly now: number | null;
}

/** So many elements of each page, with every change that can be made around each. The same seed makes the same cases. */
export function* casesOf(pages: readonly BenchPage[], elements: number, seed: number): Generator<Case> {
	for (const [number, page] of pages.entries()) {
		const random = seeded(seed * 1_000 + number);
		for (const index of chosen(page.html, elements, random)) {
			for (const change of Object.keys(changes)) {
				const made = changed(page.html, index, change, random);
				if (made) yield { page: page.name, change, before: page.html, index, ...made };
			}
		}
	}
}

/** What people make edits for: no drawing's parts, no options, and nothing that says nothing. */
function chosen(html: string, elements: number, random: Random): number[] {
	const all = elementsOf(parseDocument(html));
	const body = all.findIndex(({ tagName }) => tagName === 'body');
	const possible = [...all.keys()].filter((index) => index > body && isTarget(all[index]));
	return random.shuffled(possible).slice(0, elements);
}

function isTarget(element: Element | undefined): boolean {
	if (!element || /^(script|svg|path|option|br|hr|code|pre|html|body|tbody|thead)$/.test(element.tagName)) return false;
	return element.childNodes.length > 0 || /^(img|input|textarea)$/.test(element.tagName);
}

function changed(html: string, index: number, change: string, random: Random): Pick<Case, 'after' | 'now'> | null {
	const document = parseDocument(html);
	const target = elementsOf(document)[index];
	if (!target || !changes[change]?.(document, target, random)) return null;
	const after = serializeDocument(document);
	const elements = elementsOf(document);
	const read = elementsOf(parseDocument(after));
	if (read.length !== elements.length || read.some(({ tagName }, at) => tagName !== elements[at]?.tagName)) {
		throw new Error(`${change} made a page that reads otherwise than it was meant.`);
	}
	const now = elements.indexOf(target);
	if (now < 0 !== removals.includes(change)) throw new Error(`${change} lost its element.`);
	return { after, now: now < 0 ? null : now };
}
