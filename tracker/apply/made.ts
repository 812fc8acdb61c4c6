import type { Edit } from '../../core/edit/types.ts';
import { nodesOf } from './content.ts';
import type { Change } from './outcome.ts';

/** A change that needs no undoing, and holds. */
export const nothing: Change = { undo: () => {}, holds: () => true };

/** The HTML that the edge has put into a page at or around an element; undefined where it is not there, or the edit is about none. */
export function findMade(element: Element, edit: Edit): Change | undefined {
	if (edit.kind !== 'html' && edit.kind !== 'insert' && edit.kind !== 'replace') return;
	const isWithin = edit.kind === 'html' || (edit.kind === 'insert' && edit.position.includes('pend'));
	const around = isWithin ? element : element.parentNode;
	const there = [...(around?.childNodes ?? [])];
	const nodes = nodesOf(element, edit.html);
	if (edit.kind === 'html' && there.length !== nodes.length) return;
	const found = runOf(there, nodes);
	if (!found) return;
	const isHeld = (node: Node) => (edit.kind === 'html' ? node.parentNode === element : node.isConnected);
	const isThere = () => edit.kind === 'replace' || element.isConnected;
	return { ...nothing, holds: () => isThere() && found.every(isHeld) };
}

/** The first neighbours that look like these nodes: the page's scripts may have been at them since. */
function runOf(there: readonly ChildNode[], nodes: readonly ChildNode[]): readonly ChildNode[] | false {
	const start = there.findIndex((_, at) => nodes.every((node, i) => isAlike(there[at + i], node)));
	return start >= 0 && nodes.length > 0 && there.slice(start, start + nodes.length);
}

function isAlike(one: ChildNode | undefined, other: ChildNode): boolean {
	return one?.nodeName === other.nodeName && one.textContent === other.textContent;
}
