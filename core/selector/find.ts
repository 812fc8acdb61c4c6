import type { Page, PageNode } from './page.ts';
import { type Score, scoreAll } from './score.ts';
import type { Signals } from './signals.ts';
import { traitsOf } from './traits.ts';

/** The element that signals tell of; or that nothing is like it (`missing`), or several are alike (`ambiguous`). */
export type Finding<Element extends object = object> =
	| {
			readonly status: 'found';
			readonly element: Element;
			readonly node: PageNode;
			/** How sure it is, from 0 to 1: by how much the element is ahead of all that it could be taken for. */
			readonly confidence: number;
			/** What is the same and what is another, as words for a person. */
			readonly why: string;
	  }
	| { readonly status: 'missing' | 'ambiguous'; readonly why: string };

/** By how many bits the best must be ahead of all others on this page: four times as likely. */
const aheadNow = 2;
/** By how many it must be liker than the likest other was on its own page: that one may still be there when it is gone. */
const aheadThen = 3;
/** As little as this speaks for an element only when nearly everything is another. */
const least = -5;
/** Less sure than this, one in sixteen that it is another, only a person may say that it is the one. */
export const sureFrom = 0.9375;
/** How alike words are that are the same to people. */
export const sameWords = 0.95;

/**
 * Finds an element again by what was kept of it, or rather nothing than the wrong one. The likest is answered when it is ahead
 * of all others of this page, and liker than any other was on the page where it was described. Signals may come from
 * anywhere, if `signalsSchema` has taken them.
 */
export function find<Element extends object>(page: Page<Element>, signals: Signals): Finding<Element> {
	const possible = scoreAll(page, signals).filter(({ stoodBeside }) => !stoodBeside);
	const [best, second] = bestTwo(possible);
	if (!best) return { status: 'missing', why: 'The page has no element that was not beside it.' };
	const now = best.bits - (second?.bits ?? Number.NEGATIVE_INFINITY);
	// Who says just the same is none of those that said something else.
	const former = best.text >= sameWords ? signals.echo : signals.rival;
	const then = best.bits - (former ?? Number.NEGATIVE_INFINITY);
	const why = explain(page, signals, best.node);
	if (best.bits < least || then < aheadThen) {
		return { status: 'missing', why: `Nothing is like it. The likest has ${why}.` };
	}
	if (now < aheadNow) return { status: 'ambiguous', why: 'Several elements are equally like it.' };
	const confidence = 1 - 2 ** -Math.min(now, then);
	return { status: 'found', element: page.elementOf(best.node), node: best.node, confidence, why };
}

function bestTwo(scores: readonly Score[]): readonly (Score | undefined)[] {
	let [best, second]: (Score | undefined)[] = [];
	for (const score of scores) {
		if (!best || score.bits > best.bits) [best, second] = [score, best];
		else if (!second || score.bits > second.bits) second = score;
	}
	return [best, second];
}

/** What is the same and what is another, as far as either is plain. */
function explain(page: Page, signals: Signals, node: PageNode): string {
	const traits = traitsOf(page, signals).map(({ name, likeness }) => ({ name, alike: likeness(node) }));
	const agree = traits.filter(({ alike }) => alike >= 0.8).map(({ name }) => name);
	const differ = traits.filter(({ alike }) => alike < 0.4).map(({ name }) => name);
	const same = agree.length ? `the same ${list(agree)}` : 'nothing the same';
	return differ.length ? `${same}, another ${list(differ)}` : same;
}

function list(names: readonly string[]): string {
	return [...new Set(names)].join(', ').replace(/, ([^,]+)$/, ' and $1');
}
