import { countBelow } from './ascending.ts';
import type { Page, PageNode } from './page.ts';
import { limits, type Signals } from './signals.ts';
import { type Trait, traitsOf } from './traits.ts';

/** How much speaks for one element being the one that signals tell of. */
export interface Score {
	readonly node: PageNode;
	/** The logarithm of how much likelier it is the one than any other, less that of how many there are. */
	readonly bits: number;
	/** How alike its words are, from 0 to 1. */
	readonly text: number;
	/** It stood beside the element when that was described, so it is not the element, however alike. */
	readonly stoodBeside: boolean;
}

/**
 * Scores all elements of a page that edits may be about. Each trait speaks for an element with the logarithm of how much likelier
 * it would be so alike were this the one than were it any other of this page (Fellegi and Sunter, "A theory for record
 * linkage", 1969): what half the page has in common says little, what nothing else has says much.
 */
export function scoreAll(page: Page, signals: Signals): Score[] {
	const candidates = page.nodes.filter(({ editable }) => editable);
	const traits = traitsOf(page, signals).map((trait) => weigh(trait, candidates));
	const known = knownAround(signals);
	return candidates.map((node, index) => {
		const text = traits.find(({ name }) => name === 'text')?.likeness[index] ?? 0;
		const sum = traits.reduce((bits, { likeness, worth }) => bits + worth(likeness[index] ?? 0), 0);
		const stoodBeside = text < 0.75 && isNeighbour(page, node, signals, known);
		return { node, text, stoodBeside, bits: sum - Math.log2(candidates.length) };
	});
}

/** A trait's likeness for each candidate, and what a likeness is worth in bits. */
function weigh(trait: Trait, candidates: readonly PageNode[]) {
	const likeness = candidates.map((node) => trait.likeness(node));
	const ascending = likeness.toSorted((a, b) => a - b);
	const differing = Math.log2(1 - trait.lasts);
	const worth = (alike: number) => {
		const asAlike = (ascending.length - countBelow(ascending, alike - 0.05)) / ascending.length;
		return trait.weight * (alike * Math.log2(trait.lasts / asAlike) + (1 - alike) * differing);
	};
	return { name: trait.name, likeness, worth };
}

/** All words that stood around the element, as far as they were kept. */
function knownAround({ before, after, around }: Signals): ReadonlySet<string> {
	const kept = [before, after, ...(around ?? []).map(({ words }) => words)];
	return new Set(kept.flatMap((words) => words?.split(' ') ?? []));
}

/** Longer than this, an element holds others: then its words being known ones says nothing of itself. */
const maxOwn = 40;

/** Whether an element of other words is one that was there already, beside the one; or what is left of something that held it. */
function isNeighbour(page: Page, node: PageNode, signals: Signals, known: ReadonlySet<string>): boolean {
	const { from, to } = node;
	if (to === from) return signals.text.of > 0;
	if (to - from < maxOwn && page.words.slice(from, to).every((word) => known.has(word))) return true;
	if (signals.others?.includes(openingOf(page, node))) return true;
	const first = page.words.slice(from, Math.min(to, from + limits.near)).join(' ');
	const last = page.words.slice(Math.max(from, to - limits.near), to).join(' ');
	return (signals.after ?? '').startsWith(first) || (signals.before ?? '').endsWith(last);
}

/** The first words of an element, by which it is told from others of its kind. */
export function openingOf(page: Page, { from, to }: PageNode): string {
	return page.words.slice(from, Math.min(to, from + 3)).join(' ');
}
