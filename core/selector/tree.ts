/**
 * What is asked of a tree of elements, so that the same code runs on a browser's DOM, linkedom's and parse5's trees.
 * `Element` is whatever the tree calls one; an object, always the same for the same element.
 */
export interface Tree<Element extends object> {
	/** The element's type, in lower case. */
	tag(element: Element): string;
	/** Its attributes, names in lower case. */
	attributes(element: Element): Iterable<readonly [name: string, value: string]>;
	/** Its child elements and texts, in order; nothing else. */
	content(element: Element): Iterable<Element | string>;
}

/** Of a DOM's element, what is read of it. */
export interface DomElement<Element> {
	readonly localName: string;
	readonly attributes: ArrayLike<{ readonly name: string; readonly value: string }>;
	readonly children: ArrayLike<Element>;
	readonly childNodes: ArrayLike<{ readonly nodeType: number; readonly nodeValue: string | null }>;
}

/** A browser's DOM, or linkedom's. */
export function domTree<Element extends DomElement<Element>>(): Tree<Element> {
	return {
		tag: ({ localName }) => localName.toLowerCase(),
		*attributes({ attributes }) {
			for (const { name, value } of Array.from(attributes)) yield [name.toLowerCase(), value];
		},
		*content({ childNodes, children }) {
			const elements = Array.from(children).values();
			for (const { nodeType, nodeValue } of Array.from(childNodes)) {
				if (nodeType === 3) yield nodeValue ?? '';
				if (nodeType === 1) yield* next(elements);
			}
		},
	};
}

function* next<Item>(items: Iterator<Item>): Generator<Item> {
	const { done, value } = items.next();
	if (!done) yield value;
}

/** Of parse5's tree adapters, what is asked of them: its own default one fits, and those of other trees. */
export interface TreeAdapter<Node, Element extends Node & object, Text extends Node> {
	getTagName(element: Element): string;
	getAttrList(element: Element): readonly { readonly name: string; readonly value: string }[];
	getChildNodes(element: NoInfer<Element>): readonly Node[];
	getTextNodeContent(text: Text): string;
	isElementNode(node: Node): node is Element;
	isTextNode(node: Node): node is Text;
}

/** A tree that parse5 made: `parse5Tree(defaultTreeAdapter)`. */
export function parse5Tree<Node, Element extends Node & object, Text extends Node>(
	adapter: TreeAdapter<Node, Element, Text>,
): Tree<Element> {
	return {
		tag: (element) => adapter.getTagName(element).toLowerCase(),
		*attributes(element) {
			for (const { name, value } of adapter.getAttrList(element)) yield [name.toLowerCase(), value];
		},
		*content(element) {
			for (const node of adapter.getChildNodes(element)) {
				if (adapter.isElementNode(node)) yield node;
				else if (adapter.isTextNode(node)) yield adapter.getTextNodeContent(node);
			}
		},
	};
}
