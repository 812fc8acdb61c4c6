import { collapse } from '../../core/edit/collapse.ts';
import type { ElementEdit } from '../../core/edit/types.ts';
import { attempt } from '../attempt.ts';
import type { EditFailure } from './outcome.ts';

/** What an edit is about: the one element, or why there is none. */
export type Found = Element | Exclude<EditFailure['status'], 'reverted'>;

/** Which element is meant, and what it should be. */
interface Sought extends Pick<ElementEdit, 'selector'> {
	readonly expect?: { readonly tag?: string | undefined; readonly text?: string | undefined } | undefined;
}

/**
 * Finds the one element that an edit is about. Several matches are none: which of them was meant cannot be known.
 * A selector that the browser cannot parse matches nothing.
 */
export function findElement(root: ParentNode, { selector, expect }: Sought): Found {
	const [element, another] = attempt(() => root.querySelectorAll(selector)) ?? [];
	if (!element) return 'missing';
	if (another) return 'ambiguous';
	return meets(element, expect) ? element : 'unexpected';
}

/** Whether an element is what an edit expects. */
export function meets(element: Element, expect: Sought['expect']): boolean {
	const { tag = element.localName, text } = expect ?? {};
	const isTag = tag.toLowerCase() === element.localName.toLowerCase();
	return isTag && (text === undefined || collapse(text) === textOf(element));
}

/** An element's text as `expect.text` holds it. */
export function textOf(element: Element): string {
	return collapse(element.textContent ?? '');
}
