import { Refusal } from '../refusal.ts';
import type { Page, PageNode } from './page.ts';
import { type Simple, simplesOf, stepTo } from './simple.ts';

/** How many of an element's descriptions, and how many ancestors, are tried: a deep page must not stall a click. */
const maxOwn = 12;
const maxAncestors = 12;
const maxOfAncestor = 5;

/**
 * The shortest selector that is likely to last, and that matches this element and no other of the page. It uses only what
 * the edge takes too (tag, id, class, attribute, descendant, child, :nth-of-type), and leans on names that look written
 * by a person. Refuses (`not-selectable`) elements that no selector can tell apart.
 */
export function selectorFor(page: Page, node: PageNode): string {
	const own = simplesOf(node).slice(0, maxOwn);
	const alone = own.find((simple) => isOnly(page.nodes.filter(simple.matches), node));
	if (alone && alone.cost <= good) return alone.selector;
	const below = withAncestor(page, node, own);
	const selector = cheapest(alone, below)?.selector ?? pathTo(page, node);
	if (selector !== undefined) return selector;
	throw new Refusal('not-selectable', 'This element cannot be told from others by a selector.', {
		hint: 'Choose an element around it.',
	});
}

/** What costs more says only how the element looks, or counts. */
const good = 7;

interface Costly {
	readonly selector: string;
	readonly cost: number;
}

function cheapest(one: Costly | undefined, two: Costly | undefined): Costly | undefined {
	return one && two && two.cost < one.cost ? two : (one ?? two);
}

/** Whether a selector counts siblings: it finds another element as soon as one is added before. */
export function countsSiblings(selector: string): boolean {
	return /:(nth|first|last|only)-/.test(selector.replace(/"[^"]*"|'[^']*'/g, ''));
}

function isOnly(matches: readonly PageNode[], node: PageNode): boolean {
	return matches.length === 1 && matches[0] === node;
}

/** The cheapest pair of one of its descriptions below one of an ancestor's; farther ancestors cost more, for more lies between. */
function withAncestor(page: Page, node: PageNode, own: readonly Simple[]): Costly | undefined {
	const matches = new Map(own.map((inner) => [inner, page.nodes.filter(inner.matches)]));
	return ancestorsOf(node)
		.slice(0, maxAncestors)
		.flatMap((ancestor, distance) =>
			simplesOf(ancestor)
				.slice(0, maxOfAncestor)
				.flatMap((outer) => own.map((inner) => ({ outer, inner, cost: outer.cost + inner.cost + distance }))),
		)
		.sort((a, b) => a.cost - b.cost)
		.map((pair) => ({ ...pair, selector: `${pair.outer.selector} ${pair.inner.selector}` }))
		.find(({ outer, inner }) => {
			const found = (matches.get(inner) ?? []).filter((each) => hasAround(each, outer));
			return isOnly(found, node);
		});
}

function hasAround(node: PageNode, outer: Simple): boolean {
	for (let each = node.parent; each; each = each.parent) if (outer.matches(each)) return true;
	return false;
}

/** A way down: each step is a child of the one before, or anything below it. */
interface Step {
	readonly simple: Simple;
	readonly isChild: boolean;
}

/** Step by step from the nearest ancestor that has a selector of its own, or from body. Long, but always right. */
function pathTo(page: Page, node: PageNode): string | undefined {
	let way: readonly Step[] = [{ simple: stepTo(node), isChild: isChildOfAncestor(node) }];
	for (const ancestor of ancestorsOf(node)) {
		for (const anchor of simplesOf(ancestor)) {
			const anchored = [{ simple: anchor, isChild: false }, ...way];
			if (isOnly(followed(page, anchored), node)) return written(anchored);
		}
		if (!isImplied(ancestor)) way = [{ simple: stepTo(ancestor), isChild: isChildOfAncestor(ancestor) }, ...way];
	}
	const body: Simple = { selector: 'body', cost: 6, matches: ({ tag }) => tag === 'body' };
	const whole = [{ simple: body, isChild: false }, ...way];
	return [whole, way].filter((each) => isOnly(followed(page, each), node)).map(written)[0];
}

function followed(page: Page, way: readonly Step[]): PageNode[] {
	const last = way.at(-1);
	if (!last) return [];
	return page.nodes.filter((node) => last.simple.matches(node) && leadsTo(node, way.slice(0, -1), last.isChild));
}

/** Whether the steps lead to a node's parent, or to one of the elements around it. */
function leadsTo(node: PageNode, way: readonly Step[], isChild: boolean): boolean {
	const last = way.at(-1);
	if (!last) return true;
	for (let each = node.parent; each; each = isChild ? null : each.parent) {
		if (last.simple.matches(each) && leadsTo(each, way.slice(0, -1), last.isChild)) return true;
	}
	return false;
}

function written(way: readonly Step[]): string {
	return way.map(({ simple, isChild }, at) => (at > 0 && isChild ? `> ${simple.selector}` : simple.selector)).join(' ');
}

/** A row may or may not be in a tbody that the source does not have, so it is a descendant rather than a child. */
function isChildOfAncestor({ tag }: PageNode): boolean {
	return tag !== 'tr';
}

/** Elements that a parser makes without a tag in the source: what goes by tags, as the edge does, never sees them. */
function isImplied({ tag }: PageNode): boolean {
	return tag === 'tbody';
}

/** Inside body, nearest first. html and body match every page, so they tell nothing. */
function ancestorsOf(node: PageNode): PageNode[] {
	const found: PageNode[] = [];
	for (let each = node.parent; each && !/^(html|body)$/.test(each.tag); each = each.parent) found.push(each);
	return found;
}
