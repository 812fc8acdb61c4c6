import { parseHtml } from './html.ts';
import { type Change, type EditOf, nothing } from './outcome.ts';

/** Replaces what an element holds by HTML. `isMade`: the edge has done so already. */
export function applyHtml(element: Element, { html }: EditOf<'html'>, isMade: boolean): Change {
	const nodes = [...parseHtml(element.ownerDocument, html).childNodes];
	const there = [...element.childNodes];
	const found = isMade && there.length === nodes.length && runOf(there, nodes);
	const held = found || nodes;
	const holds = () => (held.length ? held.every((node) => node.parentNode === element) : !element.firstChild);
	return found ? { ...nothing, holds } : replaceContent(element, nodes, holds);
}

/** Puts nodes in the place of all that an element holds. */
export function replaceContent(element: Element, nodes: readonly Node[], holds: () => boolean): Change {
	const before = [...element.childNodes];
	element.replaceChildren(...nodes);
	return {
		undo: () => {
			if (holds()) element.replaceChildren(...before);
		},
		holds,
	};
}

/** Inserts HTML before, after, or inside an element at its start or end. `isMade`: the edge has done so already. */
export function applyInsert(element: Element, { html, position }: EditOf<'insert'>, isMade: boolean): Change {
	const fragment = parseHtml(element.ownerDocument, html);
	const around = position.includes('pend') ? element : element.parentNode;
	const nodes = [...fragment.childNodes];
	const found = isMade && around && runOf([...around.childNodes], nodes);
	if (!found) element[position](fragment);
	const held = found || nodes;
	return {
		undo: () => {
			if (!found) for (const node of nodes) node.remove();
		},
		holds: () => held.every((node) => node.isConnected),
	};
}

/** Takes an element out; what stands in its place, if anything, comes from `html`. `isMade`: perhaps that is what was found. */
export function applyRemove(element: Element, html = '', isMade = false): Change {
	const document = element.ownerDocument;
	const nodes = [...parseHtml(document, html).childNodes];
	const found = isMade && element.parentNode && runOf([...element.parentNode.childNodes], nodes);
	if (found) return { ...nothing, holds: () => found.every((node) => node.isConnected) };
	const place = document.createTextNode('');
	element.replaceWith(...nodes, place);
	const holds = () => !element.isConnected && nodes.every((node) => node.isConnected);
	return {
		undo: () => {
			if (place.isConnected && holds()) place.replaceWith(element);
			for (const node of [place, ...nodes]) node.remove();
		},
		holds,
	};
}

/** The first neighbours that look like these nodes: the page's scripts may have been at them since. */
function runOf(there: readonly ChildNode[], nodes: readonly ChildNode[]): readonly ChildNode[] | false {
	const start = there.findIndex((_, at) => nodes.every((node, i) => isAlike(there[at + i], node)));
	return start >= 0 && nodes.length > 0 && there.slice(start, start + nodes.length);
}

function isAlike(one: ChildNode | undefined, other: ChildNode): boolean {
	return one?.nodeName === other.nodeName && one.textContent === other.textContent;
}
