import { parseHtml } from './html.ts';
import type { Change, EditOf } from './outcome.ts';
import { readPosition } from './read.ts';

/** Replaces what an element holds by HTML. */
export function applyHtml(element: Element, { html }: EditOf<'html'>): Change {
	const nodes = nodesOf(element, html);
	const holds = () => (nodes.length ? nodes.every((node) => node.parentNode === element) : !element.firstChild);
	return replaceContent(element, nodes, holds);
}

/** Puts nodes in the place of all that an element holds. */
export function replaceContent(element: Element, nodes: readonly Node[], holds: () => boolean): Change {
	const before = [...element.childNodes];
	element.replaceChildren(...nodes);
	return {
		undo: () => {
			if (holds()) element.replaceChildren(...before);
		},
		holds: () => element.isConnected && holds(),
	};
}

/** Inserts HTML before, after, or inside an element at its start or end. */
export function applyInsert(element: Element, { html, position }: EditOf<'insert'>): Change {
	const nodes = nodesOf(element, html);
	element[readPosition(position)](...nodes);
	return {
		undo: () => {
			for (const node of nodes) node.remove();
		},
		holds: () => areThere([element, ...nodes]),
	};
}

/** Takes an element out; what stands in its place, if anything, are `nodes`. */
export function applyRemove(element: Element, nodes: readonly ChildNode[] = []): Change {
	const place = element.ownerDocument.createTextNode('');
	element.replaceWith(...nodes, place);
	const holds = () => !element.isConnected && areThere(nodes);
	return {
		undo: () => {
			if (place.isConnected && holds()) place.replaceWith(element);
			for (const node of [place, ...nodes]) node.remove();
		},
		holds,
	};
}

/** What HTML holds, for the element's document. */
export function nodesOf(element: Element, html: string): ChildNode[] {
	return [...parseHtml(element.ownerDocument, html).childNodes];
}

function areThere(nodes: readonly Node[]): boolean {
	return nodes.every((node) => node.isConnected);
}
