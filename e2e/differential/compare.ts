import { applyEdits } from '../../tracker/apply/index.ts';
import type { Case } from './edge.ts';

/** How the browser's document and the edge's differ; null when nobody could tell them apart. */
export type Difference = { readonly browser: string; readonly edge: string } | null;

/** For a real browser: makes the same edits there, and holds both documents against each other. */
export function compare(page: string, edits: Case['edits'], edgeHtml: string): Difference {
	const made = parse(page);
	const { failed } = applyEdits(made, edits);
	const [browser, edge] = [inOneForm(made), inOneForm(parse(edgeHtml))];
	if (failed.length > 0) return { browser: `not applied: ${JSON.stringify(failed)}`, edge };
	return browser === edge ? null : { browser, edge };
}

function parse(html: string): Document {
	return new DOMParser().parseFromString(html, 'text/html');
}

/** White space between classes and declarations says nothing, nor does the order of attributes, nor where a text is divided. */
function inOneForm(document: Document): string {
	document.normalize();
	for (const element of document.querySelectorAll<HTMLElement>('*')) {
		if (element.hasAttribute('style')) element.style.cssText = element.getAttribute('style') ?? '';
		if (element.getAttribute('style') === '') element.removeAttribute('style');
		if (element.hasAttribute('class')) element.setAttribute('class', [...element.classList].join(' '));
		const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const attribute of attributes) element.removeAttributeNode(attribute);
		for (const attribute of attributes) element.setAttributeNode(attribute);
	}
	return document.documentElement.outerHTML;
}

Object.assign(globalThis, { compare });
