import { defaultTreeAdapter as adapter, type DefaultTreeAdapterMap, parse, serialize, serializeOuter } from 'parse5';

export type Document = DefaultTreeAdapterMap['document'];
export type Element = DefaultTreeAdapterMap['element'];
type Node = DefaultTreeAdapterMap['childNode'];

export const parseDocument = (html: string): Document => parse(html);
export const serializeDocument = (document: Document): string => serialize(document);

export const markupOf = (element: Element): string => serializeOuter(element);

/** All elements of a document in its order, as `querySelectorAll('*')` gives them. */
export function elementsOf(root: Document | Element): Element[] {
	return root.childNodes.flatMap((node) => (isElement(node) ? [node, ...elementsOf(node)] : []));
}

export function isElement(node: object): node is Element {
	return 'tagName' in node;
}

export function parentOf(element: Element): Element | null {
	const { parentNode } = element;
	return parentNode && isElement(parentNode) ? parentNode : null;
}

export function childrenOf(element: Element): Element[] {
	return element.childNodes.filter(isElement);
}

export function attributeOf(element: Element, name: string): string | undefined {
	return element.attrs.find((each) => each.name === name)?.value;
}

export function setAttribute(element: Element, name: string, value: string): void {
	element.attrs = [...element.attrs.filter((each) => each.name !== name), { name, value }];
}

export function removeAttribute(element: Element, name: string): void {
	element.attrs = element.attrs.filter((each) => each.name !== name);
}

/** The texts in an element that say something. */
export function textsOf(element: Element): DefaultTreeAdapterMap['textNode'][] {
	return element.childNodes.flatMap((node) => {
		if (isElement(node)) return textsOf(node);
		return adapter.isTextNode(node) && /\S/.test(node.value) ? [node] : [];
	});
}

export function remove(element: Element): void {
	adapter.detachNode(element);
}

export function insertBefore(parent: Element, node: Node, reference: Node | undefined): void {
	if (reference) adapter.insertBefore(parent, node, reference);
	else adapter.appendChild(parent, node);
}

/** Puts an element's content and place under another type. */
export function rename(element: Element, tag: string): void {
	element.tagName = tag;
	element.nodeName = tag;
}

/** Puts a new element around another. */
export function wrap(element: Element, tag: string, className: string): void {
	const parent = parentOf(element);
	if (!parent) return;
	const wrapper = adapter.createElement(tag, element.namespaceURI, [{ name: 'class', value: className }]);
	adapter.insertBefore(parent, wrapper, element);
	adapter.detachNode(element);
	adapter.appendChild(wrapper, element);
}

/** A copy with all that is in it. */
export function copyOf(element: Element): Element {
	const copy = adapter.createElement(
		element.tagName,
		element.namespaceURI,
		element.attrs.map((each) => ({ ...each })),
	);
	for (const node of element.childNodes) {
		if (isElement(node)) adapter.appendChild(copy, copyOf(node));
		else if (adapter.isTextNode(node)) adapter.insertText(copy, node.value);
	}
	return copy;
}

/** Puts all elements among the parent's children into another order, each at the place of one of them. */
export function reorder(parent: Element, order: readonly Element[]): void {
	const places = parent.childNodes.map((node) => (isElement(node) && order.includes(node) ? null : node));
	const rest = [...order];
	parent.childNodes = places.map((node) => node ?? rest.shift()).filter((node) => node !== undefined);
}
