import type { EditOf, Undo } from './outcome.ts';

/**
 * Takes an element out of sight, stronger than the page's own style sheets. Written through the style object, which
 * a strict content security policy allows where it forbids the attribute.
 */
export function applyHide(element: Element, _edit: EditOf<'hide'>): Undo {
	if (!hasStyle(element)) return () => {};
	const { style } = element;
	const before = element.getAttribute('style');
	const display = style.getPropertyValue('display');
	const priority = style.getPropertyPriority('display');
	style.setProperty('display', 'none', 'important');
	const ours = element.getAttribute('style');
	return () => {
		if (element.getAttribute('style') === ours) return restore(element, before);
		if (style.getPropertyValue('display') === 'none') style.setProperty('display', display, priority);
	};
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
