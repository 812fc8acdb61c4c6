import { replaceContent } from './content.ts';
import type { Change, EditOf } from './outcome.ts';

/** Replaces an element's text. The value is text: markup in it shows as typed. */
export function applyText(element: Element, { value }: EditOf<'text'>): Change {
	const [only] = element.childNodes;
	// A lone text node keeps its identity: frameworks hold on to it, write to it and fail when it is gone.
	const holds = () => element.textContent === value;
	if (element.childNodes.length === 1 && only?.nodeType === 3) {
		const before = only.nodeValue;
		if (!holds()) only.nodeValue = value;
		const undo = () => {
			if (holds()) only.nodeValue = before;
		};
		return { undo, holds };
	}
	return replaceContent(element, [element.ownerDocument.createTextNode(value)], holds);
}
