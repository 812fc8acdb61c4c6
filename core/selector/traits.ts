import { countBelow } from './ascending.ts';
import type { Page, PageNode } from './page.ts';
import {
	ancestorNames,
	childTags,
	headingOver,
	ringsOf,
	stableId,
	tellingAttributes,
	wordsAfter,
	wordsBefore,
} from './read-signals.ts';
import { limits, type Signals, type Wording } from './signals.ts';

/** One thing by which an element is known. */
export interface Trait {
	readonly name: string;
	/** How likely it is to survive a change of the page. */
	readonly lasts: number;
	/** How much it counts: less where it repeats what others say. */
	readonly weight: number;
	/** How alike an element of the page is, from 0 to 1. */
	likeness(node: PageNode): number;
}

/** All that signals tell, as far as they tell anything. How long each lasts, and what it weighs, is what the benchmark's pages taught. */
export function traitsOf(page: Page, signals: Signals): Trait[] {
	const spots = findSpots(page, signals);
	return [...whatItSays(spots, signals), ...whatItIs(signals), ...whereItStands(page, spots, signals)];
}

function whatItSays(spots: Spots, signals: Signals): Trait[] {
	const attributes = Object.entries(signals.attributes ?? {});
	const weight = 1;
	return [
		{ name: 'text', lasts: 0.8, weight, likeness: ({ from, to }) => alikeWords(spots, signals.text, [[from, to]]) },
		...attributes.map(([name, value]): Trait => {
			return { name, lasts: 0.8, weight, likeness: (node) => (tellingAttributes(node)[name] === value ? 1 : 0) };
		}),
	];
}

function whatItIs(signals: Signals): Trait[] {
	const classes = new Set(signals.classes);
	const children = listOf(signals.children);
	const weight = 0.7;
	return [
		{ name: 'tag', lasts: 0.95, weight, likeness: ({ tag }) => alikeTags(signals.tag, tag) },
		// Ids go more often than they come.
		{
			...{ name: 'id', lasts: signals.id === undefined ? 0.98 : 0.85, weight },
			likeness: (node) => (stableId(node) === signals.id ? 1 : 0),
		},
		...(classes.size === 0
			? []
			: [
					{
						name: 'classes',
						lasts: 0.85,
						weight,
						likeness: ({ stableClasses }: PageNode) => alikeSets(classes, stableClasses),
					},
				]),
		{ name: 'inner elements', lasts: 0.85, weight, likeness: (node) => alikeLists(children, listOf(childTags(node))) },
		{
			...{ name: 'ancestors', lasts: 0.8, weight },
			likeness: (node) => alikeChains(signals.ancestors ?? [], ancestorNames(node)),
		},
	];
}

function whereItStands(page: Page, spots: Spots, signals: Signals): Trait[] {
	const weight = 0.7;
	const before = listOf(signals.before).toReversed();
	const after = listOf(signals.after);
	return [
		{
			...{ name: 'neighbours', lasts: 0.7, weight },
			likeness(node) {
				const [left, right] = [alikeEnds(before, wordsBefore(page, node)), alikeEnds(after, wordsAfter(page, node))];
				return (left + right) / 4 + Math.min(left, right) / 2;
			},
		},
		...(signals.around ?? []).map((ring, far): Trait => {
			const name = ['nearest surroundings', 'wider surroundings'][far] ?? 'widest surroundings';
			return { name, lasts: 0.8, weight, likeness: (node) => alikeRings(spots, ring, node, far) };
		}),
		...(signals.heading === undefined
			? []
			: [
					{
						...{ name: 'heading', lasts: 0.8, weight: weight / 2 },
						likeness: (node: PageNode) => (headingOver(page, node) === signals.heading ? 1 : 0),
					},
				]),
		{ name: 'place', lasts: 0.6, weight: 0.3, likeness: (node) => alikePlaces(signals, node) },
	];
}

/** What stands around, or one farther out: beside new siblings, what was nearest is not any more. */
function alikeRings(spots: Spots, ring: Wording, node: PageNode, far: number): number {
	const rings = ringsOf(node, limits.around + 1);
	const [here, farther] = [rings[far], rings[far + 1]];
	return Math.max(here ? alikeWords(spots, ring, here) : 0, farther ? 0.8 * alikeWords(spots, ring, farther) : 0);
}

function listOf(words: string | undefined): string[] {
	return words ? words.split(' ') : [];
}

/** Where in the page each of the words stands that signals ask for, in order. */
type Spots = (word: string) => { readonly at: readonly number[]; readonly weight: number };

function findSpots(page: Page, signals: Signals): Spots {
	const asked = new Set([signals.text, ...(signals.around ?? [])].flatMap(({ words }) => listOf(words)));
	const found = new Map<string, number[]>([...asked].map((word) => [word, []]));
	for (const [index, word] of page.words.entries()) found.get(word)?.push(index);
	const all = page.words.length + 1;
	return (word) => {
		const at = found.get(word) ?? [];
		return { at, weight: Math.log2(1 + all / (at.length + 1)) };
	};
}

/** Whether a stretch says what was said: how many of the words, the rare ones counting more, and whether it says no more. */
function alikeWords(spots: Spots, { words, of }: Wording, spans: readonly (readonly [number, number])[]): number {
	const length = spans.reduce((sum, [from, to]) => sum + to - from, 0);
	if (of === 0 || length === 0) return of === length ? 1 : 0;
	let held = 0;
	let all = 0;
	for (const word of listOf(words)) {
		const { at, weight } = spots(word);
		all += weight;
		if (spans.some(([from, to]) => (at[countBelow(at, from)] ?? to) < to)) held += weight;
	}
	const recall = all === 0 ? 0 : held / all;
	return recall * ((2 * Math.min(of, length)) / (of + length)) ** 0.7;
}

/** Types that stand for one another when a page is made anew. */
const kin = [
	['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
	['a', 'button', 'input'],
	['div', 'section', 'article', 'main', 'aside', 'header', 'footer', 'nav', 'li', 'p', 'figure'],
	['ul', 'ol', 'dl', 'div'],
	['span', 'b', 'strong', 'em', 'i', 'small', 'p', 'div', 'label', 'time', 'h2', 'h3', 'h4', 'h5', 'td', 'dd', 'dt'],
	['img', 'picture', 'figure', 'svg', 'video'],
].map((tags) => new Set(tags));

function alikeTags(a: string, b: string): number {
	if (a === b) return 1;
	return kin.some((tags) => tags.has(a) && tags.has(b)) ? 0.5 : 0;
}

/** Shared members among all. */
function alikeSets(known: ReadonlySet<string>, found: readonly string[]): number {
	const shared = found.filter((name) => known.has(name)).length;
	return shared / (known.size + found.length - shared);
}

/** Shared members of two lists that may hold some twice; what only has a counterpart of another kind counts half. */
function alikeLists(known: readonly string[], found: readonly string[]): number {
	if (known.length === 0 && found.length === 0) return 1;
	const left = [...found];
	const shared = known.filter((each) => {
		const at = left.indexOf(each);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	}).length;
	const paired = Math.min(known.length, found.length) - shared;
	return (2 * shared + paired) / (known.length + found.length);
}

/** Which of the ancestors are there, in their order: one more between them makes no difference. */
function alikeChains(known: readonly string[], found: readonly string[]): number {
	if (known.length === 0) return found.length === 0 ? 1 : 0.5;
	let at = 0;
	let shared = 0;
	for (const name of known) {
		const next = found.indexOf(name, at);
		if (next < 0) continue;
		shared++;
		at = next + 1;
	}
	return shared / known.length;
}

/** How far two rows of words agree from their near end; the nearest count most. */
function alikeEnds(known: readonly string[], found: readonly string[]): number {
	if (known.length === 0) return found.length === 0 ? 1 : 0;
	let held = 0;
	let all = 0;
	for (const [index, word] of known.entries()) {
		const weight = 0.8 ** index;
		all += weight;
		if (found[index] === word) held += weight;
	}
	return held / all;
}

/** The same place from the start, or from the end. */
function alikePlaces(signals: Signals, { place, alike }: PageNode): number {
	if (signals.place === place) return signals.alike === alike ? 1 : 0.9;
	return (signals.alike ?? 1) - (signals.place ?? 0) === alike - place ? 0.9 : 0;
}
