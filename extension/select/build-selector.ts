import { Refusal } from '../../core/refusal.ts';
import { type Candidate, describeElement } from './describe-element.ts';

/** How many of an element's descriptions, and how many ancestors, are tried: a deep page must not stall a click. */
const maxOwn = 12;
const maxAncestors = 12;
const maxOfAncestor = 5;

/**
 * The selector by which an edit will find this element again: it matches this element and no other below `root`, uses
 * only what HTMLRewriter takes too (tag, id, class, attribute, descendant, child, :nth-of-type), and leans on names
 * that look written by a person. The page must be the origin's own: take the draft's edits back first.
 * Refuses elements that no selector can tell apart (in another document, or an element that the parser would not make).
 */
export function buildSelector(element: Element, root: ParentNode): string {
	const own = describeElement(element).slice(0, maxOwn);
	const selector =
		firstUnique(own, element, root) ?? firstUnique(withAncestors(element, own), element, root) ?? path(element, root);
	if (selector !== undefined) return selector;
	throw new Refusal('not-selectable', 'This element cannot be told from others by a selector.', {
		hint: 'Choose an element around it.',
	});
}

function firstUnique(candidates: readonly Candidate[], element: Element, root: ParentNode): string | undefined {
	return candidates.find(({ selector }) => isUnique(selector, element, root))?.selector;
}

/** Whether a selector finds exactly this element. Names that are no valid selector here find nothing. */
function isUnique(selector: string, element: Element, root: ParentNode): boolean {
	try {
		const found = root.querySelectorAll(selector);
		return found.length === 1 && found[0] === element;
	} catch {
		return false;
	}
}

/** Each description below each ancestor's, cheapest first; farther ancestors cost more, for more lies between. */
function withAncestors(element: Element, own: readonly Candidate[]): Candidate[] {
	return ancestors(element)
		.slice(0, maxAncestors)
		.flatMap((ancestor, distance) =>
			describeElement(ancestor)
				.slice(0, maxOfAncestor)
				.flatMap((outer) =>
					own.map((inner) => ({
						selector: `${outer.selector} ${inner.selector}`,
						cost: outer.cost + inner.cost + distance,
					})),
				),
		)
		.sort((a, b) => a.cost - b.cost);
}

/** Step by step from the nearest ancestor that has a selector of its own, or from body. Long, but always right. */
function path(element: Element, root: ParentNode): string | undefined {
	let selector = step(element);
	for (const ancestor of ancestors(element)) {
		const anchored = firstUnique(
			describeElement(ancestor).map(({ selector: outer, cost }) => ({ selector: `${outer} ${join(selector)}`, cost })),
			element,
			root,
		);
		if (anchored !== undefined) return anchored;
		if (isImplied(ancestor)) continue;
		selector = `${step(ancestor)} ${join(selector)}`;
	}
	const whole = `body ${join(selector)}`;
	if (isUnique(whole, element, root)) return whole;
	return isUnique(selector, element, root) ? selector : undefined;
}

/** A row may or may not be in a tbody that the source does not have, so it is a descendant rather than a child. */
function join(selector: string): string {
	return /^tr\b/.test(selector) ? selector : `> ${selector}`;
}

function step(element: Element): string {
	const tag = element.localName.toLowerCase();
	const siblings = element.parentElement ? [...element.parentElement.children] : [];
	const same = siblings.filter(({ localName }) => localName === element.localName);
	return same.length < 2 ? tag : `${tag}:nth-of-type(${same.indexOf(element) + 1})`;
}

/** Elements that a parser makes without a tag in the source: a token matcher such as HTMLRewriter never sees them. */
function isImplied(element: Element): boolean {
	return element.localName === 'tbody';
}

/** Inside body, nearest first. html and body match every page, so they tell nothing. */
function ancestors(element: Element): Element[] {
	const found: Element[] = [];
	for (let node = element.parentElement; node && !/^(html|body)$/.test(node.localName); node = node.parentElement) {
		found.push(node);
	}
	return found;
}
