import { attributesOf } from '../../core/edit/attributes.ts';
import { type Change, type EditOf, refuse } from './outcome.ts';
import { runsCode } from './safety.ts';

type Pairs = ReturnType<typeof attributesOf>;

/** Sets attributes, or removes those whose value is null. Throws, with nothing changed, where one could run code. */
export function applyAttributes(element: Element, edit: Parameters<typeof attributesOf>[0]): Change {
	const pairs = attributesOf(edit);
	for (const [name, value] of pairs) if (runsCode(name, value)) refuse();
	return setAttributes(element, pairs);
}

/** A picture's other sources go with its own: a browser would show one of those. */
export function applyImage(element: Element, edit: EditOf<'image'>): Change {
	const main = applyAttributes(element, edit);
	const picture = element.parentElement;
	const sources = picture?.localName === 'picture' ? [...picture.querySelectorAll('source')] : [];
	const others = sources.map((source) => setAttributes(source, [['srcset', null]]));
	return together([main, ...others]);
}

/** Several changes as one. */
export function together(changes: readonly Change[]): Change {
	return {
		undo: () => {
			for (const { undo } of [...changes].reverse()) undo();
		},
		holds: () => changes.every((change) => change.holds()),
	};
}

export function setAttributes(element: Element, pairs: Pairs): Change {
	const before = pairs.map(([name]) => [name, element.getAttribute(name)] as const);
	const holds = () => pairs.every(([name, value]) => element.getAttribute(name) === value);
	// What is there already is not written again: pages watch their attributes.
	if (!holds()) write(element, pairs);
	return {
		undo: () => {
			if (holds()) write(element, before);
		},
		holds,
	};
}

function write(element: Element, pairs: Pairs): void {
	for (const [name, value] of pairs) {
		if (value === null) element.removeAttribute(name);
		else element.setAttribute(name, value);
	}
}
