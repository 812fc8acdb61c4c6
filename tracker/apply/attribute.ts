import type { EditOf, Undo } from './outcome.ts';

/** Sets an attribute, or removes it when the value is null. Whether the value is safe is asked before. */
export function applyAttribute(element: Element, { name, value }: EditOf<'attribute'>): Undo {
	const before = element.getAttribute(name);
	write(element, name, value);
	return () => {
		if (element.getAttribute(name) === value) write(element, name, before);
	};
}

function write(element: Element, name: string, value: string | null): void {
	if (value === null) element.removeAttribute(name);
	else element.setAttribute(name, value);
}
