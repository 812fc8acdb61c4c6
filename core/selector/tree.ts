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

/** Of an element of parse5's default tree, what is read of it. */
export interface Parse5Element {
	readonly tagName: string;
	readonly attrs: readonly { readonly name: string; readonly value: string }[];
	readonly childNodes: readonly (Parse5Element | Parse5Other)[];
}

/** A text has a `value`; comments and the like have not. */
export interface Parse5Other {
	readonly nodeName: string;
	readonly value?: string;
}

/** The tree that parse5 makes with its own default adapter. */
export const parse5Tree: Tree<Parse5Element> = {
	tag: ({ tagName }) => tagName.toLowerCase(),
	*attributes({ attrs }) {
		for (const { name, value } of attrs) yield [name.toLowerCase(), value];
	},
	*content({ childNodes }) {
		for (const node of childNodes) {
			if ('tagName' in node) yield node;
			else if (node.value !== undefined) yield node.value;
		}
	},
};
