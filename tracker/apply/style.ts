import { type Change, refuse } from './outcome.ts';
import { readTextOrNull } from './read.ts';
import { attribute, fill, type Slot } from './slot.ts';

/**
 * Sets properties of an element's own style; null takes one away. Written through the style object, which a strict content
 * security policy allows where it forbids the attribute. `more` are slots that are filled with them.
 */
export function applyStyle(
	element: Element,
	properties: Readonly<Record<string, string | null>>,
	more: readonly Slot[] = [],
): Change {
	const { style }: Element & Partial<ElementCSSInlineStyle> = element;
	if (!style || properties !== Object(properties)) return refuse();
	const before = element.getAttribute('style');
	const slots = Object.entries(properties).map(([name, value]) => property(style, name, readTextOrNull(value)));
	const { undo, holds } = fill(element, [...slots, ...more]);
	const ours = element.getAttribute('style');
	return {
		undo: () => {
			const isOurs = element.getAttribute('style') === ours;
			undo();
			if (!isOurs) return;
			style.cssText = before ?? '';
			// The style object writes its own spelling; the page gets back the one it had.
			if (element.getAttribute('style') !== before) attribute(element, 'style', before).set(before);
		},
		holds,
	};
}

/** Takes an element out of sight, stronger than the page's own style sheets, and says so to who reads no styles. */
export function applyHide(element: Element): Change {
	return applyStyle(element, { display: 'none !important' }, [attribute(element, 'hidden', '')]);
}

function property(style: CSSStyleDeclaration, name: string, value: string | null): Slot {
	return {
		value,
		get: () => {
			const plain = style.getPropertyValue(name);
			return plain && style.getPropertyPriority(name) ? `${plain} !important` : plain || null;
		},
		set: (to) => {
			style.removeProperty(name);
			const plain = to?.replace(/\s*!\s*important\s*$/i, '') ?? '';
			style.setProperty(name, plain, plain === to ? '' : 'important');
		},
	};
}
