import type { Conflict, Experience } from '../release/types.ts';
import { pagesOverlap } from './overlap.ts';
import { allTouches, sayTouch } from './touches.ts';

/**
 * Pairs of experiences that may apply to one visitor on one page and change the same thing there, in the order in which they
 * are given: the first of a pair goes first. Those in parts of one exclusive group that share nobody are no pair.
 */
export function findConflicts(experiences: readonly Experience[]): Conflict[] {
	const known = experiences.map((experience) => ({ experience, touches: allTouches(experience) }));
	return known.flatMap(({ experience: first, touches }, index) =>
		known.slice(index + 1).flatMap(({ experience: second, touches: others }): Conflict[] => {
			const over = [...touches].filter((touch) => others.has(touch));
			if (over.length === 0 || shareNobody(first, second) || !pagesOverlap(first.pages, second.pages)) return [];
			return [{ first: first.id, second: second.id, over }];
		}),
	);
}

/** A conflict as a sentence for whoever publishes. */
export function sayConflict({ first, second, over }: Conflict, nameOf: (id: string) => string): string {
	return `“${nameOf(first)}” and “${nameOf(second)}” both change ${sayTouches(over)}: where both apply, “${nameOf(first)}” goes first.`;
}

/** The first few things of a list, in words. */
export function sayTouches(over: readonly string[]): string {
	const said = over.slice(0, 3).map(sayTouch).join(', ');
	return over.length > 3 ? `${said} and ${over.length - 3} more` : said;
}

function shareNobody({ namespace: one }: Experience, { namespace: other }: Experience): boolean {
	if (!one || !other || one[0] !== other[0]) return false;
	return one[2] <= other[1] || other[2] <= one[1];
}
