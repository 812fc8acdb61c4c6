/**
 * The element that an arrow key leads to: up to the parent, down to the first child, left and right to the neighbours.
 * From nowhere, any arrow leads to the page's first element. Undefined for other keys and where the page ends.
 */
export function stepFrom(element: Element | null, key: string, document: Document): Element | undefined {
	if (!key.startsWith('Arrow')) return undefined;
	if (!element) return document.body.firstElementChild ?? undefined;
	const next = neighbour(element, key);
	return next && document.body.contains(next) ? next : undefined;
}

function neighbour(element: Element, key: string): Element | null {
	switch (key) {
		case 'ArrowUp':
			return element.parentElement;
		case 'ArrowDown':
			return element.firstElementChild;
		case 'ArrowLeft':
			return element.previousElementSibling;
		default:
			return element.nextElementSibling;
	}
}
