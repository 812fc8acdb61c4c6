import { attributesOf } from '../../core/edit/attributes.ts';
import { type Change, type EditOf, refuse } from './outcome.ts';
import { readText, readTextOrNull } from './read.ts';
import { runsCode } from './safety.ts';
import { attribute, fill, type Slot } from './slot.ts';

/** Sets attributes, or removes those whose value is null. Throws, with nothing changed, where one could run code. */
export function applyAttributes(element: Element, edit: Parameters<typeof attributesOf>[0]): Change {
	return fill(element, slotsOf(element, edit));
}

/** A picture's other sources go with its own: a browser would show one of those. */
export function applyImage(element: Element, edit: EditOf<'image'>): Change {
	const picture = element.parentElement;
	const sources = picture?.localName === 'picture' ? [...picture.querySelectorAll('source')] : [];
	return fill(element, [...slotsOf(element, edit), ...sources.map((source) => attribute(source, 'srcset', null))]);
}

function slotsOf(element: Element, edit: Parameters<typeof attributesOf>[0]): Slot[] {
	return attributesOf(edit).map(([name, value]) =>
		runsCode(readText(name), readTextOrNull(value)) ? refuse() : attribute(element, name, value),
	);
}
