import { covariance, type Moments, plainMoments, ratioMoments } from './moments.ts';
import type { Adjusted, AdjustedRatio } from './types.ts';

/** An arm with its past. */
export type WithPast = Adjusted | AdjustedRatio;

/** An adjusted arm's parts. */
export interface AdjustedMoments {
	readonly post: Moments;
	readonly pre: Moments;
	readonly covariance: number;
}

export function adjustedMoments(arm: WithPast): AdjustedMoments {
	return isAdjustedRatio(arm) ? ratioParts(arm) : plainParts(arm);
}

export function isAdjustedRatio(arm: WithPast): arm is AdjustedRatio {
	return 'preDenominatorSum' in arm;
}

function plainParts(arm: Adjusted): AdjustedMoments {
	const { n, sum, sumSquares, preSum, preSumSquares, sumProducts } = arm;
	const isProportion = sumSquares === undefined && preSumSquares === undefined;
	return {
		post: plainMoments(sumSquares === undefined ? { n, sum } : { n, sum, sumSquares }),
		pre: plainMoments(preSumSquares === undefined ? { n, sum: preSum } : { n, sum: preSum, sumSquares: preSumSquares }),
		covariance: covariance(n, sum, preSum, sumProducts, isProportion ? n : n - 1),
	};
}

/**
 * A quotient's deviation is, by the delta method, the mean of each person's (m − r d)/D: so what it shares with the quotient before is what those
 * share (Deng, Xu, Kohavi and Walker 2013, appendix B; https://arxiv.org/abs/1803.06336, section 3.1).
 */
function ratioParts(arm: AdjustedRatio): AdjustedMoments {
	const { n, sum, denominatorSum, preSum, preDenominatorSum } = arm;
	const post = ratioMoments(arm);
	const pre = ratioMoments({
		...{ n, sum: preSum, sumSquares: arm.preSumSquares, denominatorSum: preDenominatorSum },
		...{ denominatorSumSquares: arm.preDenominatorSumSquares, sumProducts: arm.preSumProducts },
	});
	const shared = (one: number, before: number, products: number) => covariance(n, one, before, products, n - 1);
	const parts =
		shared(sum, preSum, arm.numeratorPreNumerator) -
		pre.mean * shared(sum, preDenominatorSum, arm.numeratorPreDenominator) -
		post.mean * shared(denominatorSum, preSum, arm.denominatorPreNumerator) +
		post.mean * pre.mean * shared(denominatorSum, preDenominatorSum, arm.denominatorPreDenominator);
	const under = (denominatorSum / n) * (preDenominatorSum / n);
	return { post, pre, covariance: under === 0 ? 0 : parts / under };
}

/**
 * How much of a difference before is a difference after, over both arms together: the θ of CUPED (Deng, Xu, Kohavi and
 * Walker, Improving the Sensitivity of Online Controlled Experiments by Utilizing Pre-Experiment Data, WSDM 2013). 0 where either does not vary, and
 * where a ratio has nothing before that it could be a ratio to.
 */
export function thetaOf(a: WithPast, b: WithPast): number {
	if ([a, b].some((arm) => isAdjustedRatio(arm) && arm.preDenominatorSum === 0)) return 0;
	const { post, pre, covariance: shared } = momentsOfBoth(a, b);
	return pre.variance === 0 || post.variance === 0 ? 0 : shared / pre.variance;
}

/** Two arms of one kind as one. */
function momentsOfBoth(a: WithPast, b: WithPast): AdjustedMoments {
	if (isAdjustedRatio(a)) return ratioParts(isAdjustedRatio(b) ? addRatios(a, b) : a);
	return plainParts(isAdjustedRatio(b) ? a : addAdjusted(a, b));
}

function addRatios(a: AdjustedRatio, b: AdjustedRatio): AdjustedRatio {
	const sum: { -readonly [Name in keyof AdjustedRatio]: number } = { ...a };
	for (const name of Object.keys(sum) as (keyof AdjustedRatio)[]) sum[name] += b[name];
	return sum;
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
