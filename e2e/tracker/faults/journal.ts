import type { Passage } from './bad-road.ts';
import { describe } from './fate.ts';

/** One event that a page tracked, and whether the edge should take it. */
export interface Tracked {
	/** A text that stands in it and in no other. */
	readonly mark: string;
	/** What happened around it: `visit 2, tab 1, then the tab crashed`. */
	readonly where: string;
	/** False for one that the edge refuses for good. */
	readonly sound: boolean;
}

/** The whole story of one event: where it was tracked, and each request that carried it. */
export function storyOf({ mark, where }: Tracked, passages: readonly Passage[]): string {
	const carried = passages.flatMap(({ body, fate, status, said }, number) =>
		body.includes(mark)
			? [`request ${number}: ${describe(fate)}${status === null ? '' : ` (edge: ${status} ${said})`}`]
			: [],
	);
	return [`${mark}: tracked in ${where}`, ...(carried.length > 0 ? carried : ['never sent'])].join('\n    ');
}
