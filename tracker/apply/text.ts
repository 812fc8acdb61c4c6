import type { EditOf, Undo } from './outcome.ts';

/** Replaces an element's text. The value is text: markup in it shows as typed. */
export function applyText(element: Element, edit: EditOf<'text'>): Undo {
	const [only] = element.childNodes;
	// A lone text node keeps its identity: frameworks hold on to it, write to it and fail when it is gone.
	if (element.childNodes.length === 1 && only?.nodeType === 3) return rewrite(only, edit.value);
	return replace(element, edit.value);
}

function rewrite(node: ChildNode, value: string): Undo {
	const before = node.nodeValue;
	node.nodeValue = value;
	return () => {
		if (node.nodeValue === value) node.nodeValue = before;
	};
}

function replace(element: Element, value: string): Undo {
	const before = [...element.childNodes];
	element.textContent = value;
	const ours = element.firstChild;
	return () => {
		if (element.firstChild === ours && element.textContent === value) element.replaceChildren(...before);
	};
}
