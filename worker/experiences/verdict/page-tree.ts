import { type Options, selectAll } from 'css-select';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { collapse } from '../../../core/edit/index.ts';

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

const takenOver =
	/__NEXT_DATA__|self\.__next_f|data-reactroot|id=["']?(?:__next|___gatsby|__nuxt)\b|window\.__NUXT__|data-server-rendered|ng-server-context|data-hk=|<astro-island|\bq:container|__sveltekit_|__remixContext|<div id=["']?(?:root|app)["']?[^>]*>\s*(?:<!--[\s\S]*?-->\s*)?<[a-z]/i;

/** Whether a framework in the browser is likely to take the page's HTML over, as what it would have rendered itself. */
export function isTakenOver(html: string): boolean {
	return takenOver.test(html);
}

/** The root element, which every page has. */
export function rootOf({ childNodes }: Tree): TreeElement {
	const root = childNodes.find((node): node is TreeElement => 'tagName' in node);
	if (!root) throw new Error('a page was parsed to nothing');
	return root;
}

/** All elements that a selector finds, as a browser would. Throws for what is no selector. */
export function findAll(page: Tree, selector: string): TreeElement[] {
	return selectAll<Node, TreeElement>(selector, page, { adapter, relativeSelector: false, quirksMode: isQuirky(page) });
}

/** An element's text as `expect.text` holds it. */
export function textOf(element: Node): string {
	return collapse(allText(element));
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
