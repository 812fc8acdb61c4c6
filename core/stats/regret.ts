import { isRatio, momentsOf } from './moments.ts';
import type { Arm } from './types.ts';

/** What not knowing the best arm has cost. */
export interface Regret {
	/** Of the goal, in its own units: against everybody having had the arm that looks best now. */
	readonly lost: number;
	/** Against an even split of the same people: how much more the allocation brought. */
	readonly gained: number;
	/** Place of the arm that looks best now; -1 of no arms. */
	readonly best: number;
}

/** The regret of a bandit so far, by what its arms look like now: of ratios for as much of the denominator as there was. Arms without people have no say. */
export function regret(arms: readonly Arm[], { inverse = false } = {}): Regret {
	const moments = arms.map((arm) => ({ n: isRatio(arm) ? arm.denominatorSum : arm.n, mean: momentsOf(arm).mean }));
	const seen = moments.filter(({ n }) => n > 0);
	const means = seen.map(({ mean }) => mean);
	if (means.length === 0) return { lost: 0, gained: 0, best: -1 };
	const top = inverse ? Math.min(...means) : Math.max(...means);
	const people = seen.reduce((sum, { n }) => sum + n, 0);
	const got = seen.reduce((sum, { n, mean }) => sum + n * mean, 0);
	const even = (means.reduce((sum, mean) => sum + mean, 0) / means.length) * people;
	const sign = inverse ? -1 : 1;
	return {
		lost: sign * (top * people - got),
		gained: sign * (got - even),
		best: moments.findIndex(({ n, mean }) => n > 0 && mean === top),
	};
}
