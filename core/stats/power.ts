import { normalBelow, normalExceededBy } from './distributions.ts';
import { effectOf } from './effect.ts';
import { sequentialReach } from './frequentist.ts';
import type { Arm, Difference } from './types.ts';

/** What an experiment of two arms is planned on. */
export interface Plan {
	/** A proportion without `variance`; with it, a mean and the variance of one person. */
	readonly baseline: { readonly mean: number; readonly variance?: number };
	/** Share of the people in a and in b; what is missing from 1 is in other variants. */
	readonly shares?: readonly [a: number, b: number];
	/** Chance of a false alarm. */
	readonly alpha?: number;
	/** Set where results are read sequentially: its tuning. */
	readonly sequentialTuning?: number | null;
}

/** Tells the chance that a lift (0.05 is 5 % more) is found with `people` in the whole experiment. */
export function powerOf(plan: Plan, lift: number, people: number): number {
	return found(liftVariance(plan, lift), lift, people, plan);
}

/** The fewest people in the whole experiment with which a lift is found with chance `power`; null where no number is enough. */
export function peopleNeeded(plan: Plan, lift: number, power = 0.8): number | null {
	const variance = liftVariance(plan, lift);
	return lift === 0 ? null : smallestWhere((people) => found(variance, lift, people, plan) >= power, 1e12);
}

/** The smallest positive lift that is found with chance `power` with `people` in the whole experiment; null where none below 10,000 % is. */
export function detectableLift(plan: Plan, people: number, power = 0.8): number | null {
	const finds = (lift: number) => found(liftVariance(plan, lift), lift, people, plan) >= power;
	if (!finds(100)) return null;
	let [low, high] = [0, 100];
	for (let step = 0; step < 80; step++) {
		const middle = (low + high) / 2;
		if (finds(middle)) high = middle;
		else low = middle;
	}
	return high;
}

export interface MidwayOptions {
	readonly difference?: Difference;
	readonly alpha?: number;
	readonly power?: number;
	readonly sequentialTuning?: number | null;
}

/**
 * How many more people an experiment under way needs until an effect of `target` is found with chance `power`, if things stay as
 * variable as they are; 0 when it has enough, null when nothing can be said. As GrowthBook's mid-experiment power without a prior.
 */
export function morePeopleNeeded(a: Arm, b: Arm, target: number, options: MidwayOptions = {}): number | null {
	const { difference, power = 0.8 } = options;
	const { variance, n, problem } = effectOf(a, b, difference);
	if (problem || target === 0) return null;
	const enough = (more: number) => found(variance * n, target, n + more, options) >= power;
	return enough(0) ? 0 : smallestWhere(enough, 1e12);
}

/** @param variance of the effect, with one person in the experiment */
function found(
	variance: number,
	effect: number,
	people: number,
	{ alpha = 0.05, sequentialTuning = null }: Pick<Plan, 'alpha' | 'sequentialTuning'>,
): number {
	const spread = Math.sqrt(variance / people);
	const reach =
		sequentialTuning === null
			? normalExceededBy(alpha / 2) * spread
			: sequentialReach(variance, people, alpha, sequentialTuning);
	const size = Math.abs(effect);
	return normalBelow((size - reach) / spread) + normalBelow(-(size + reach) / spread);
}

/** Of the relative difference with one person in the experiment, when b has its lift. */
function liftVariance({ baseline: { mean, variance }, shares: [a, b] = [0.5, 0.5] }: Plan, lift: number): number {
	const other = mean * (1 + lift);
	const varianceA = variance ?? mean * (1 - mean);
	const varianceB = variance ?? Math.max(0, other * (1 - other));
	return (varianceB / b + (varianceA * (1 + lift) ** 2) / a) / mean ** 2;
}

/** The smallest whole number for which `holds`, which holds from there on; null when it does not up to `most`. */
function smallestWhere(holds: (n: number) => boolean, most: number): number | null {
	let high = 1;
	while (!holds(high)) {
		high *= 2;
		if (high > most) return null;
	}
	let low = Math.floor(high / 2);
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (holds(middle)) high = middle;
		else low = middle;
	}
	return high;
}
