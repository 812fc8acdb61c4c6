import type { EditOf, Undo } from './outcome.ts';

/** Adds and removes classes. Taking it back touches only those that really changed. */
export function applyClass(element: Element, edit: EditOf<'class'>): Undo {
	if (![...edit.add, ...edit.remove].every(isToken)) throw new TypeError('not a class name');
	const had = element.hasAttribute('class');
	const removed = edit.remove.filter((name) => element.classList.contains(name));
	element.classList.remove(...removed);
	const added = edit.add.filter((name) => !element.classList.contains(name));
	element.classList.add(...added);
	return () => {
		element.classList.remove(...added);
		element.classList.add(...removed);
		if (!had && !element.classList.length) element.removeAttribute('class');
	};
}

/** Looked at before the first change: `classList` refuses the others half-way. */
function isToken(name: string): boolean {
	return /^\S+$/.test(name);
}
