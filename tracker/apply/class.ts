import { type Change, type EditOf, refuse } from './outcome.ts';
import { readText } from './read.ts';

/** Adds and removes classes. Taking it back touches only those that really changed. */
export function applyClass(element: Element, edit: EditOf<'class'>): Change {
	// What is no class name throws here, before the first change.
	const trial = element.ownerDocument.createElement('i');
	trial.classList.add(
		...[edit.add, edit.remove].flatMap((names) => (Array.isArray(names) ? names.map(readText) : refuse())),
	);
	const { classList } = element;
	const had = element.hasAttribute('class');
	const has = (name: string) => classList.contains(name);
	const removed = edit.remove.filter(has);
	classList.remove(...removed);
	const added = edit.add.filter((name) => !has(name));
	classList.add(...added);
	const drop = () => {
		if (!classList.length) element.removeAttribute('class');
	};
	if (removed.length) drop();
	return {
		undo: () => {
			classList.remove(...added);
			classList.add(...removed);
			if (!had) drop();
		},
		holds: () =>
			element.isConnected && edit.add.every(has) && !edit.remove.some((name) => has(name) && !edit.add.includes(name)),
	};
}
