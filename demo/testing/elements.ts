import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** All elements below a node, in document order. */
export function elementsOf(node: Node): readonly Element[] {
	const below = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
	return 'tagName' in node ? [node, ...below] : below;
}

/** The text within a node. */
export function textOf(node: Node): string {
	if (node.nodeName === '#text' && 'value' in node) return node.value;
	return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
