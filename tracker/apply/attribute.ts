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
			for (const { undo } of changes.toReversed()) undo();
		},
		holds: () => changes.every((change) => change.holds()),
	};
}

export function setAttributes(element: Element, pairs: Pairs): Change {
	const before = pairs.map(([name]) => element.getAttribute(name));
	const isOurs = ([name, value]: Pairs[number]) => element.getAttribute(name) === value;
	for (const [name, value] of pairs) write(element, name, value);
	return {
		undo: () => {
			pairs.forEach((pair, i) => {
				if (isOurs(pair)) write(element, pair[0], before[i] ?? null);
			});
		},
		holds: () => pairs.every(isOurs),
	};
}

function write(element: Element, name: string, value: string | null): void {
	if (value === null) element.removeAttribute(name);
	// What is there already is not written again: pages watch their attributes.
	else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
