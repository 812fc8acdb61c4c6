import type { Adjusted, AdjustedRatio, Arm, Mean, Proportion, Quantile, Ratio } from './types.ts';

/** An arm as one variable of a person. */
export interface Moments {
	readonly n: number;
	readonly mean: number;
	readonly variance: number;
}

export function isAdjusted(arm: Arm): arm is Adjusted | AdjustedRatio {
	return 'preSum' in arm;
}

export function isRatio(arm: Arm): arm is Ratio {
	return 'denominatorSum' in arm;
}

function isQuantile(arm: Arm): arm is Quantile {
	return 'quantile' in arm;
}

/** An arm's mean and variance; those of a ratio by the delta method. What was before is not looked at. */
export function momentsOf(arm: Arm): Moments {
	if (isQuantile(arm)) return { n: arm.n, mean: arm.quantile, variance: arm.variance };
	return isRatio(arm) ? ratioMoments(arm) : plainMoments(arm);
}

/** A proportion's variance is p(1 − p); a mean's is the sample's, over n − 1. */
export function plainMoments({ sum, n, sumSquares }: Proportion & Partial<Mean>): Moments {
	const mean = n === 0 ? 0 : sum / n;
	if (sumSquares === undefined) return { n, mean, variance: mean * (1 - mean) };
	return { n, mean, variance: n <= 1 ? 0 : Math.max(0, (sumSquares - (sum * sum) / n) / (n - 1)) };
}

/** Variance of a quotient, https://arxiv.org/abs/1803.06336 (Deng, Knoblich, Lu), section 3.1. */
export function ratioMoments(arm: Ratio): Moments {
	const { n, sum, denominatorSum, denominatorSumSquares, sumProducts } = arm;
	const over = plainMoments(arm);
	const under = plainMoments({ n, sum: denominatorSum, sumSquares: denominatorSumSquares });
	if (under.mean === 0 || n <= 1) return { n, mean: 0, variance: 0 };
	const shared = covariance(n, sum, denominatorSum, sumProducts, n - 1);
	const ratio = over.mean / under.mean;
	const variance = (over.variance + ratio * ratio * under.variance - 2 * ratio * shared) / under.mean ** 2;
	return { n, mean: ratio, variance: Math.max(0, variance) };
}

/** With fewer people who share a denominator, the delta method promises nothing. */
const leastSharers = 20;

/**
 * Whether a quotient's mean and variance can be relied on: its denominator is shared by enough people, those who have more of it counted for
 * less (Kish's effective sample size, Survey Sampling, 1965: (Σd)²/Σd²).
 */
export function isSoundRatio({
	denominatorSum,
	denominatorSumSquares,
}: Pick<Ratio, 'denominatorSum' | 'denominatorSumSquares'>): boolean {
	return denominatorSum > 0 && denominatorSum ** 2 >= leastSharers * denominatorSumSquares;
}

/** @param freedom what the sum is divided by: n of two proportions, else n − 1 */
export function covariance(n: number, sum: number, otherSum: number, sumProducts: number, freedom: number): number {
	return n <= 1 ? 0 : (sumProducts - (sum * otherSum) / n) / freedom;
}
