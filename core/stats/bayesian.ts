import { normalAbove, normalBelow, normalDensity, normalExceededBy } from './distributions.ts';
import { effectOf } from './effect.ts';
import type { Arm, Difference, Interval, Problem } from './types.ts';

/** What is believed of a lift before there are data: normal, on the relative scale. */
export interface Prior {
	readonly mean: number;
	readonly variance: number;
}

export interface BayesianOptions {
	readonly difference?: Difference;
	/** Less is better. */
	readonly inverse?: boolean;
	/** Left out: a flat prior, which says nothing. */
	readonly prior?: Prior | null;
	/** The credible interval holds 1 − alpha. */
	readonly alpha?: number;
}

/** Where `problem` says that nothing can be said, the numbers say nothing either: 0, [0, 0], 0.5 and [0, 0]. */
export interface Believed {
	readonly expected: number;
	readonly ci: Interval;
	/** That b is better than a. */
	readonly chanceToWin: number;
	/** What choosing a, and choosing b, is expected to lose, on the scale of the difference. */
	readonly risk: readonly [a: number, b: number];
	readonly problem: Problem | null;
}

/**
 * What to believe of b's difference from a: a normal posterior of the difference, from the normal approximation of its
 * likelihood and a normal prior. The prior is of the lift; for an absolute difference it is scaled with a's mean. As GrowthBook
 * does it: https://docs.growthbook.io/statistics/details#bayesian-engine
 */
export function bayesian(a: Arm, b: Arm, options: BayesianOptions = {}): Believed {
	const { difference = 'relative', inverse = false, prior = null, alpha = 0.05 } = options;
	const { estimate, variance, baseline, problem } = effectOf(a, b, difference);
	if (problem) return { expected: 0, ci: [0, 0], chanceToWin: 0.5, risk: [0, 0], problem };
	const scale = difference === 'relative' ? 1 : Math.abs(baseline);
	// A prior of nothing but zeros would be certain of it.
	if (prior && scale === 0)
		return { expected: 0, ci: [0, 0], chanceToWin: 0.5, risk: [0, 0], problem: 'baseline-zero' };
	const weight = prior ? 1 / (prior.variance * scale * scale) : 0;
	const precision = 1 / variance + weight;
	const mean = (estimate / variance + (prior ? prior.mean * scale * weight : 0)) / precision;
	const spread = Math.sqrt(1 / precision);
	const z = mean / spread;
	const [lossOfA, lossOfB] = [
		mean * normalBelow(z) + spread * normalDensity(z),
		spread * normalDensity(z) - mean * normalAbove(z),
	];
	const reach = normalExceededBy(alpha / 2) * spread;
	return {
		expected: mean,
		ci: [mean - reach, mean + reach],
		chanceToWin: inverse ? normalAbove(z) : normalBelow(z),
		risk: inverse ? [lossOfB, lossOfA] : [lossOfA, lossOfB],
		problem: null,
	};
}
