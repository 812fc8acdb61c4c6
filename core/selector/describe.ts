import { sameWords } from './find.ts';
import type { Page, PageNode } from './page.ts';
import { readSignals } from './read-signals.ts';
import { openingOf, type Score, scoreAll } from './score.ts';
import { limits, type Signals, sizeOf } from './signals.ts';

/** Fewer bits than any element has. */
const nothing = -100;

/**
 * What is kept of an element of a page, to know it again on the next version of that page: at most 2 KB of JSON. The page
 * has to be the origin's own, with no edits made.
 */
export function describe(page: Page, node: PageNode): Signals {
	const signals = readSignals(page, node);
	return fitted({ ...signals, ...rivalsOf(page, node, signals) });
}

/** How the likest others of its own page begin, and how like it those are that this does not tell from it. */
function rivalsOf(page: Page, node: PageNode, signals: Signals): Pick<Signals, 'rival' | 'echo' | 'others'> {
	const others = openingsOfOthers(page, node, signals);
	const remaining = rivals(page, node, { ...signals, others }).filter(({ stoodBeside }) => !stoodBeside);
	const echo = remaining.find(({ text }) => text >= sameWords);
	return {
		...(others.length > 0 && { others }),
		rival: bounded(remaining[0]?.bits),
		...(echo && { echo: bounded(echo.bits) }),
	};
}

function openingsOfOthers(page: Page, node: PageNode, signals: Signals): string[] {
	const own = openingOf(page, node);
	const likest = rivals(page, node, signals).slice(0, 2 * limits.others);
	const openings = new Set(likest.map((score) => openingOf(page, score.node)));
	return [...openings].filter((opening) => opening !== '' && opening !== own).slice(0, limits.others);
}

/** All that would stay without the element, the likest first. */
function rivals(page: Page, node: PageNode, signals: Signals): Score[] {
	return scoreAll(page, signals)
		.filter((score) => !goesWith(node, score.node))
		.sort((a, b) => b.bits - a.bits);
}

function bounded(bits = nothing): number {
	// Adding 0 makes 0 of -0, which JSON does not know.
	return Math.max(nothing, Math.round(bits * 10) / 10) + 0;
}

/** What is in an element goes when it goes, and what has no words but its words is not like it any more. */
function goesWith(node: PageNode, other: PageNode): boolean {
	if (other.index >= node.index && other.index < node.end) return true;
	const isAround = other.index < node.index && node.index < other.end;
	return isAround && node.to > node.from && other.from === node.from && other.to === node.to;
}

/** Scripts whose letters take three bytes can make it too large: then what tells least goes first. */
function fitted(signals: Signals): Signals {
	let result = signals;
	for (const spare of ['heading', 'ancestors', 'around', 'children', 'others', 'attributes', 'classes'] as const) {
		if (sizeOf(result) <= limits.json) return result;
		const { [spare]: _, ...rest } = result;
		result = rest;
	}
	return result;
}
