import { covariance, type Moments, plainMoments } from './moments.ts';
import type { Adjusted } from './types.ts';

/** An adjusted arm's parts. */
export interface AdjustedMoments {
	readonly post: Moments;
	readonly pre: Moments;
	readonly covariance: number;
}

export function adjustedMoments(arm: Adjusted): AdjustedMoments {
	const { n, sum, sumSquares, preSum, preSumSquares, sumProducts } = arm;
	const isProportion = sumSquares === undefined && preSumSquares === undefined;
	return {
		post: plainMoments(sumSquares === undefined ? { n, sum } : { n, sum, sumSquares }),
		pre: plainMoments(preSumSquares === undefined ? { n, sum: preSum } : { n, sum: preSum, sumSquares: preSumSquares }),
		covariance: covariance(n, sum, preSum, sumProducts, isProportion ? n : n - 1),
	};
}

/**
 * How much of a difference before is a difference after, over both arms together: the θ of CUPED (Deng, Xu, Kohavi and
 * Walker, Improving the Sensitivity of Online Controlled Experiments by Utilizing Pre-Experiment Data, WSDM 2013). 0 where either does not vary.
 */
export function thetaOf(a: Adjusted, b: Adjusted): number {
	const both = adjustedMoments(addAdjusted(a, b));
	return both.pre.variance === 0 || both.post.variance === 0 ? 0 : both.covariance / both.pre.variance;
}

function addAdjusted(a: Adjusted, b: Adjusted): Adjusted {
	return {
		n: a.n + b.n,
		sum: a.sum + b.sum,
		...(a.sumSquares !== undefined && b.sumSquares !== undefined && { sumSquares: a.sumSquares + b.sumSquares }),
		preSum: a.preSum + b.preSum,
		...(a.preSumSquares !== undefined &&
			b.preSumSquares !== undefined && { preSumSquares: a.preSumSquares + b.preSumSquares }),
		sumProducts: a.sumProducts + b.sumProducts,
	};
}

/** What is left of an arm's mean and variance when what was so before is taken out. */
export function withoutBefore({ post, pre, covariance: shared }: AdjustedMoments, theta: number): Moments {
	return {
		n: post.n,
		mean: post.mean - theta * pre.mean,
		variance: Math.max(0, post.variance + theta * theta * pre.variance - 2 * theta * shared),
	};
}
