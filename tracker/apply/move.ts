import { findElement } from './find.ts';
import { type Change, type EditOf, refuse } from './outcome.ts';

/** Takes an element to another place. Throws, with nothing changed, unless there is exactly one such place. */
export function applyMove(root: ParentNode, element: Element, { to, position }: EditOf<'move'>): Change {
	const found = findElement(root, { selector: to });
	if ('status' in found || element.contains(found.element)) return refuse();
	const target = found.element;
	const place = element.ownerDocument.createTextNode('');
	element.replaceWith(place);
	target[position](element);
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
