import { replaceContent } from './content.ts';
import type { Change, EditOf } from './outcome.ts';
import { readText } from './read.ts';
import { fill } from './slot.ts';

/** Replaces an element's text. The value is text: markup in it shows as typed. */
export function applyText(element: Element, edit: EditOf<'text'>): Change {
	const value = readText(edit.value);
	const [only, more] = element.childNodes;
	const get = () => element.textContent;
	// A lone text node keeps its identity: frameworks hold on to it, write to it and fail when it is gone.
	if (only?.nodeType === 3 && !more) {
		const set = (text: string | null) => {
			only.nodeValue = text;
		};
		return fill(element, [{ value, get, set }]);
	}
	return replaceContent(element, [element.ownerDocument.createTextNode(value)], () => get() === value);
}
