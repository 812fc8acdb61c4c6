import { isNaming, isStableValue } from './naming.ts';
import { ancestorsOf, type Page, type PageNode } from './page.ts';
import { limits, type Signals, type Wording } from './signals.ts';
import { isStableName } from './stable-name.ts';
import { cut, fileOf, placeOf } from './words.ts';

/** Stretches of words: from, up to. */
type Span = readonly [from: number, to: number];

/** What an element itself tells, and what stands around it. */
export function readSignals(page: Page, node: PageNode): Signals {
	const id = stableId(node);
	return {
		...{ version: 1, tag: node.tag.slice(0, limits.name) },
		...(id !== undefined && { id }),
		...given('classes', node.stableClasses.slice(0, limits.classes)),
		...given('attributes', tellingAttributes(node)),
		text: wordingOf(page, [[node.from, node.to]], limits.ownWords),
		...given('before', wordsBefore(page, node).toReversed().join(' ')),
		...given('after', wordsAfter(page, node).join(' ')),
		...given(
			'around',
			ringsOf(node, limits.around).map((ring) => wordingOf(page, ring, limits.aroundWords)),
		),
		...given('heading', headingOver(page, node)),
		...given('ancestors', ancestorNames(node)),
		...given('children', childTags(node)),
		...{ place: node.place, alike: node.alike },
	};
}

/** Left out when there is nothing to say. */
function given<Key extends keyof Signals, Value extends string | object>(
	key: Key,
	value: Value,
): { [K in Key]?: Value } {
	const isEmpty = typeof value === 'string' ? value === '' : Object.keys(value).length === 0;
	if (isEmpty) return {};
	const field: { [K in Key]?: Value } = {};
	field[key] = value;
	return field;
}

/** The id, if it looks written by a person. */
export function stableId({ attributes }: PageNode): string | undefined {
	const id = attributes.get('id') ?? '';
	return isStableName(id) ? id : undefined;
}

/** The attributes by which an element is known, as they are compared. */
export function tellingAttributes({ attributes }: PageNode): Record<string, string> {
	const told = [...attributes].flatMap(([name, value]): [string, string][] => {
		if (name === 'href') return [[name, placeOf(value)]];
		if (name === 'src') return [[name, fileOf(value)]];
		if (name === 'aria-label' || name === 'alt' || name === 'title' || name === 'placeholder') {
			return [[name, value.trim().toLowerCase()]];
		}
		return isNaming(name) && isStableValue(value) ? [[name, value]] : [];
	});
	const kept = told
		.filter(([name, value]) => value !== '' && name.length <= limits.name)
		.map(([name, value]) => [name, cut(value, limits.value)] as const);
	return Object.fromEntries(kept.slice(0, limits.attributes));
}

/** The nearest words before an element, nearest first. */
export function wordsBefore(page: Page, node: PageNode): string[] {
	return page.words.slice(Math.max(0, node.from - limits.near), node.from).toReversed();
}

/** The nearest words after an element, nearest first. */
export function wordsAfter(page: Page, node: PageNode): string[] {
	return page.words.slice(node.to, node.to + limits.near);
}

/**
 * What else stands in the nearest ancestors that have other words than those inside them. Wrappers have none of their
 * own, so one more or less makes no difference.
 */
export function ringsOf(node: PageNode, most: number): Span[][] {
	const rings: Span[][] = [];
	let { from, to } = node;
	for (const around of ancestorsOf(node, 24)) {
		if (rings.length === most) break;
		if (around.from === from && around.to === to) continue;
		rings.push([
			[around.from, from],
			[to, around.to],
		]);
		from = around.from;
		to = around.to;
	}
	return rings;
}

/** The words of spans: all, or the first and the rarest. Bounded, however much the page says. */
export function wordingOf(page: Page, spans: readonly Span[], most: number): Wording {
	const of = spans.reduce((sum, [from, to]) => sum + to - from, 0);
	const all = [...new Set(spans.flatMap(([from, to]) => page.words.slice(from, Math.min(to, from + 2_000))))];
	if (all.length <= most) return { words: all.join(' '), of };
	const first = all.slice(0, Math.ceil(most / 3));
	const rarest = all
		.slice(first.length)
		.sort((a, b) => (page.counts.get(a) ?? 0) - (page.counts.get(b) ?? 0))
		.slice(0, most - first.length);
	const kept = new Set([...first, ...rarest]);
	return { words: all.filter((word) => kept.has(word)).join(' '), of };
}

const headings = /^h[1-6]$/;

/** The words of the nearest heading before an element that is in none of them; empty without one. */
export function headingOver(page: Page, node: PageNode): string {
	const nearest = nearestHeading(page, node);
	return nearest ? page.words.slice(nearest.from, Math.min(nearest.to, nearest.from + limits.near)).join(' ') : '';
}

/** How far back a heading is looked for. */
const maxBack = 400;

function nearestHeading(page: Page, node: PageNode): PageNode | undefined {
	for (let index = node.index - 1; index >= Math.max(0, node.index - maxBack); index--) {
		const each = page.nodes[index];
		if (each && headings.test(each.tag) && each.end <= node.index && each.to > each.from) return each;
	}
	return undefined;
}

/** Types and names of the nearest ancestors. */
export function ancestorNames(node: PageNode): string[] {
	return ancestorsOf(node, limits.ancestors).map(({ name }) => cut(name, limits.ancestor));
}

/** The types of its child elements, as far as they fit. */
export function childTags({ children }: PageNode): string {
	return children
		.slice(0, 16)
		.map(({ tag }) => tag)
		.join(' ')
		.slice(0, limits.children);
}
