import { setAttributes, together } from './attribute.ts';
import { type Change, refuse } from './outcome.ts';

/**
 * Sets properties of an element's own style; null takes one away. Written through the style object, which a strict content
 * security policy allows where it forbids the attribute.
 */
export function applyStyle(element: Element, properties: Readonly<Record<string, string | null>>): Change {
	if (!hasStyle(element)) return refuse();
	const { style } = element;
	const before = element.getAttribute('style');
	const originals = Object.keys(properties).map((name) => [
		name,
		style.getPropertyValue(name),
		style.getPropertyPriority(name),
	]);
	for (const [name, value] of Object.entries(properties)) {
		const [, plain = '', important = ''] = /^(.*?)(?:\s*!\s*(important)\s*)?$/is.exec(value ?? '') ?? [];
		style.removeProperty(name);
		if (value !== null) style.setProperty(name, plain, important.toLowerCase());
	}
	const set = Object.keys(properties).map((name) => [name, style.getPropertyValue(name)] as const);
	const ours = element.getAttribute('style');
	const isOurs = ([name, value]: (typeof set)[number]) => style.getPropertyValue(name) === value;
	return {
		undo: () => {
			if (element.getAttribute('style') === ours) return restore(element, before);
			originals.forEach(([name = '', value = '', priority], i) => {
				const pair = set[i];
				if (pair && isOurs(pair)) style.setProperty(name, value, priority);
			});
		},
		holds: () => set.every(isOurs),
	};
}

/** Takes an element out of sight, stronger than the page's own style sheets, and says so to who reads no styles. */
export function applyHide(element: Element): Change {
	const styled = applyStyle(element, { display: 'none !important' });
	return together([styled, setAttributes(element, [['hidden', '']])]);
}

function restore(element: Element & ElementCSSInlineStyle, before: string | null): void {
	element.style.cssText = before ?? '';
	if (before === null) element.removeAttribute('style');
	// The style object writes its own spelling; the page gets back the one it had.
	else if (element.getAttribute('style') !== before) element.setAttribute('style', before);
}

function hasStyle(element: Element): element is Element & ElementCSSInlineStyle {
	return 'style' in element;
}
