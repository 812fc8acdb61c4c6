import { findElement } from './find.ts';
import { type Change, type EditOf, refuse } from './outcome.ts';
import { readPosition, readText } from './read.ts';

/** Takes an element to another place. Throws, with nothing changed, unless there is exactly one such place. */
export function applyMove(root: ParentNode, element: Element, edit: EditOf<'move'>): Change {
	const { position } = edit;
	const to = readPosition(position);
	const target = findElement(root, { selector: readText(edit.to) });
	if (typeof target === 'string' || element.contains(target)) return refuse();
	const place = element.ownerDocument.createTextNode('');
	element.replaceWith(place);
	target[to](element);
	const neighbour = position === 'before' ? 'nextElementSibling' : 'previousElementSibling';
	const isThere = () => (position.includes('pend') ? element.parentNode : element[neighbour]) === target;
	const holds = () => element.isConnected && isThere();
	return {
		undo: () => {
			if (place.isConnected && holds()) place.replaceWith(element);
			place.remove();
		},
		holds,
	};
}
