import { collapse } from '../../core/edit/collapse.ts';
import type { ElementEdit } from '../../core/edit/types.ts';
import type { EditFailure } from './outcome.ts';

/** What an edit is about: the one element, or why there is none. */
export type Found = { readonly element: Element } | { readonly status: Exclude<EditFailure['status'], 'reverted'> };

/** Which element is meant, and what it should be. */
interface Sought extends Pick<ElementEdit, 'selector'> {
	readonly expect?: { readonly tag?: string | undefined; readonly text?: string | undefined } | undefined;
}

/**
 * Finds the one element that an edit is about. Several matches are none: which of them was meant cannot be known.
 * A selector that the browser cannot parse matches nothing.
 */
export function findElement(root: ParentNode, edit: Sought): Found {
	const matches = select(root, edit.selector);
	const element = matches[0];
	if (!element) return { status: 'missing' };
	if (matches.length > 1) return { status: 'ambiguous' };
	return meets(element, edit.expect) ? { element } : { status: 'unexpected' };
}

/** An element's text as `expect.text` holds it. */
export function textOf(element: Element): string {
	return collapse(element.textContent ?? '');
}

function select(root: ParentNode, selector: string): ArrayLike<Element> {
	try {
		return root.querySelectorAll(selector);
	} catch {
		return [];
	}
}

function meets(element: Element, expect: Sought['expect']): boolean {
	if (expect?.tag !== undefined && expect.tag.toLowerCase() !== element.localName.toLowerCase()) return false;
	return expect?.text === undefined || collapse(expect.text) === textOf(element);
}
