import { parseHtml } from './html.ts';
import type { EditOf, Undo } from './outcome.ts';

/** Inserts HTML before, after, or inside an element at its start or end. */
export function applyInsert(element: Element, edit: EditOf<'insert'>): Undo {
	const fragment = parseHtml(element.ownerDocument, edit.html);
	const nodes = [...fragment.childNodes];
	element[edit.position](fragment);
	return () => {
		for (const node of nodes) node.remove();
	};
}
