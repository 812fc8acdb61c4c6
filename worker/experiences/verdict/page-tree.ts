import { type Options, selectAll } from 'css-select';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Tree = DefaultTreeAdapterTypes.Document;
export type TreeElement = DefaultTreeAdapterTypes.Element;

/** A page as a browser reads it (the WHATWG parser, without running scripts). */
export function parsePage(html: string): Tree {
	// Browsers that edit a page have scripts on, so that noscript holds text.
	return parse(html);
}

/**
 * Whether browsers of today disagree on a page: what a `<select>` may hold beside options has changed in some of them only, and
 * with it where all that follows belongs.
 */
export function isReadInTwoWays(html: string): boolean {
	return /<select\b(?:(?!<\/select\b)[\s\S])*?<(?!\/?(?:select|option|optgroup|hr)\b|!--)\/?[a-z]/i.test(html);
}

/** All elements that a selector finds, as a browser would. Throws for what is no selector. */
export function findAll(page: Tree, selector: string): TreeElement[] {
	return selectAll<Node, TreeElement>(selector, page, { adapter, relativeSelector: false, quirksMode: isQuirky(page) });
}

/** An element's text, white space collapsed, as `expect.text` holds it. */
export function textOf(element: Node): string {
	return allText(element).replace(/\s+/g, ' ').trim();
}

function isQuirky({ mode }: Tree): boolean {
	return mode === 'quirks';
}

const adapter: NonNullable<Options<Node, TreeElement>['adapter']> = {
	isTag: (node): node is TreeElement => 'tagName' in node,
	getAttributeValue: ({ attrs }, name) => attrs.find((one) => one.name === name)?.value,
	hasAttrib: ({ attrs }, name) => attrs.some((one) => one.name === name),
	getName: ({ tagName }) => tagName,
	getChildren: childrenOf,
	getParent: ({ parentNode }) => parentNode,
	getSiblings: (node) => ('parentNode' in node && node.parentNode ? childrenOf(node.parentNode) : [node]),
	getText: allText,
	removeSubsets: (nodes) => nodes.filter((node) => !ancestorsOf(node).some((one) => nodes.includes(one))),
};

function childrenOf(node: Node): Node[] {
	return 'childNodes' in node ? node.childNodes : [];
}

function ancestorsOf(node: Node): Node[] {
	const parent = 'parentNode' in node ? node.parentNode : null;
	return parent ? [parent, ...ancestorsOf(parent)] : [];
}

function allText(node: Node): string {
	if ('value' in node) return node.value;
	return childrenOf(node).map(allText).join('');
}
