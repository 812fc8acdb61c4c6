import { isUntouchable } from '../edit/safety.ts';
import { classJudge, nameOf } from './naming.ts';
import type { Tree } from './tree.ts';
import { cut, fileOf, wordsOf } from './words.ts';

/** An element of a page that was read. Its subtree are the nodes from its own index up to `end`. */
export interface PageNode {
	readonly index: number;
	readonly end: number;
	readonly tag: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly classes: readonly string[];
	/** Those of its classes that a person wrote for this kind of element; what it looks like tells less, so it comes last. */
	readonly stableClasses: readonly string[];
	/** Its type and what a person called it: `div.card`, `main#shop`. */
	readonly name: string;
	readonly parent: PageNode | null;
	readonly children: readonly PageNode[];
	/** Its words are those of the page from `from` up to `to`. */
	readonly from: number;
	readonly to: number;
	/** Its place among the siblings of its type, from 0, and how many there are. */
	readonly place: number;
	readonly alike: number;
	/** Whether an edit may be about it: it is in the body and not code. */
	readonly editable: boolean;
}

/** A page, read once: all its elements in the order of the document, and all its words. */
export interface Page<Element extends object = object> {
	readonly nodes: readonly PageNode[];
	readonly words: readonly string[];
	/** How often each word stands in the page. */
	readonly counts: ReadonlyMap<string, number>;
	nodeOf(element: Element): PageNode | undefined;
	elementOf(node: PageNode): Element;
}

/** Code and what no one sees holds no words. */
const wordless = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head']);

type Growing = { -readonly [Key in keyof PageNode]: PageNode[Key] } & { children: Growing[] };

/** Reads all elements from `root` on, which is the document's root element. */
export function readPage<Element extends object>(root: Element, tree: Tree<Element>): Page<Element> {
	const nodes: Growing[] = [];
	const elements: Element[] = [];
	const words: string[] = [];
	const places = new Map<Element, PageNode>();
	const judge = classJudge();
	/** By hand, because a page may be nested deeper than calls may. */
	const open: { node: Growing; silent: boolean; rest: Iterator<Element | string> }[] = [];
	const enter = (element: Element, parent: Growing | null, silentAround: boolean) => {
		const tag = tree.tag(element);
		const attributes = new Map(tree.attributes(element));
		const silent = silentAround || wordless.has(tag);
		const from = words.length;
		if (!silent) words.push(...unwritten(tag, attributes));
		const inBody = parent?.editable || parent?.tag === 'body';
		const classes = classesOf(attributes);
		const stableClasses = judge(classes);
		const node: Growing = {
			...{ index: nodes.length, end: 0, tag, attributes, classes, stableClasses },
			name: nameOf(tag, attributes, stableClasses),
			...{ parent, children: [], from, to: from, place: 0, alike: 1 },
			editable: inBody === true && !silentAround && !isUntouchable(tag),
		};
		parent?.children.push(node);
		nodes.push(node);
		elements.push(element);
		places.set(element, node);
		open.push({ node, silent, rest: tree.content(element)[Symbol.iterator]() });
	};
	enter(root, null, false);
	for (let top = open.at(-1); top; top = open.at(-1)) {
		const { done, value } = top.rest.next();
		if (done) {
			top.node.end = nodes.length;
			top.node.to = words.length;
			placeChildren(top.node.children);
			open.pop();
		} else if (typeof value !== 'string') enter(value, top.node, top.silent);
		else if (!top.silent) for (const word of wordsOf(value)) words.push(word);
	}
	return {
		nodes,
		words,
		counts: countAll(words),
		nodeOf: (element) => places.get(element),
		elementOf(node) {
			const element = elements[node.index];
			if (element === undefined) throw new RangeError('The element is of another page.');
			return element;
		},
	};
}

/** What an element shows without writing it: a picture's file and description, a field's name and hint. */
function unwritten(tag: string, attributes: ReadonlyMap<string, string>): string[] {
	if (tag !== 'img' && tag !== 'input' && tag !== 'textarea' && tag !== 'video' && tag !== 'iframe') return [];
	const file = fileOf(attributes.get('src') ?? '');
	const said = ['alt', 'placeholder', 'value', 'name'].map((name) => attributes.get(name) ?? '');
	return [...(file ? [`/${cut(file, 23)}`] : []), ...wordsOf(said.join(' ')).slice(0, 20)];
}

function classesOf(attributes: ReadonlyMap<string, string>): string[] {
	return [...new Set((attributes.get('class') ?? '').split(/\s+/).filter(Boolean))].slice(0, 50);
}

function countAll(words: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

function placeChildren(children: readonly Growing[]): void {
	for (const alike of Map.groupBy(children, ({ tag }) => tag).values()) {
		for (const [place, child] of alike.entries()) Object.assign(child, { place, alike: alike.length });
	}
}

/** An element's ancestors within the body, nearest first; not more than `limit`. */
export function ancestorsOf(node: PageNode, limit: number): PageNode[] {
	const found: PageNode[] = [];
	for (let each = node.parent; each?.editable && found.length < limit; each = each.parent) found.push(each);
	return found;
}
