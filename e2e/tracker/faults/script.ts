import type { Random } from '../lab/random.ts';

/** How one tab of a visit ends, right after its last event. */
export type TabEnd = 'stays' | 'navigates' | 'closes' | 'crashes';
/** How a visit ends. */
export type VisitEnd = 'stays' | 'quits' | 'is killed';

export interface TabPlan {
	/** Sound events, and how it ends after them. */
	readonly events: number;
	readonly end: TabEnd;
	/** Whether it tracks an event, too, that the edge refuses for good. */
	readonly unsound: boolean;
}

export interface VisitPlan {
	readonly tabs: readonly TabPlan[];
	/** The network is gone while it lasts. */
	readonly offline: boolean;
	readonly end: VisitEnd;
}

/** What one visitor does: a number of visits, in one to three tabs at once, each with an end of its own. */
export function writeScript(random: Random, visits: number): VisitPlan[] {
	return Array.from({ length: visits }, () => ({
		tabs: Array.from({ length: random.between(1, 3) }, () => ({
			events: random.between(3, 9),
			end: random.pick<TabEnd>(['stays', 'navigates', 'closes', 'crashes']),
			unsound: random.next() < 0.2,
		})),
		offline: random.next() < 0.3,
		end: random.pick<VisitEnd>(['stays', 'quits', 'is killed']),
	}));
}
