import { adjustedMoments, isAdjustedRatio, thetaOf, type WithPast, withoutBefore } from './cuped.ts';
import { isAdjusted, type Moments, momentsOf } from './moments.ts';
import type { Arm, Difference, Effect } from './types.ts';

/**
 * What `b` has over `a` as one normal variable: on the relative scale by the delta method, and adjusted for what was before where both
 * arms tell it. These are the conventions of GrowthBook's statistics engine (https://docs.growthbook.io/statistics/details).
 */
export function effectOf(a: Arm, b: Arm, difference: Difference = 'relative'): Effect {
	if (isAdjusted(a) && isAdjusted(b) && isAdjustedRatio(a) === isAdjustedRatio(b))
		return adjustedEffect(a, b, difference);
	const [control, other] = [momentsOf(a), momentsOf(b)];
	const isRelative = difference === 'relative';
	return effect(control, other, control.mean, isRelative, () => varianceOf(control, other, isRelative));
}

function adjustedEffect(a: WithPast, b: WithPast, difference: Difference): Effect {
	const theta = thetaOf(a, b);
	const [partsA, partsB] = [adjustedMoments(a), adjustedMoments(b)];
	const [control, other] = [withoutBefore(partsA, theta), withoutBefore(partsB, theta)];
	const isRelative = difference === 'relative';
	const baseline = partsA.post.mean;
	return effect(control, other, baseline, isRelative, () => {
		if (!isRelative) return varianceOf(control, other, false);
		// The lift's denominator is not adjusted, so it shares more with the control's mean than the adjusted one would.
		const ratio = partsB.post.mean / baseline;
		const controlVariance =
			partsA.post.variance * ratio * ratio -
			2 * theta * partsA.covariance * ratio +
			theta * theta * partsA.pre.variance;
		return (other.variance / other.n + controlVariance / control.n) / (baseline * baseline);
	});
}

function effect(a: Moments, b: Moments, baseline: number, isRelative: boolean, variance: () => number): Effect {
	const known = { n: a.n + b.n, baseline };
	const nothing = { ...known, estimate: 0, variance: 0, freedom: 0 };
	if (a.n === 0 || b.n === 0) return { ...nothing, problem: 'no-people' };
	if (isRelative && baseline === 0) return { ...nothing, problem: 'baseline-zero' };
	if (a.variance <= 0 || b.variance <= 0) return { ...nothing, problem: 'no-variance' };
	const estimate = isRelative ? (b.mean - a.mean) / baseline : b.mean - a.mean;
	return { ...known, estimate, variance: variance(), freedom: freedomOf(a, b), problem: null };
}

function varianceOf(a: Moments, b: Moments, isRelative: boolean): number {
	const [shareA, shareB] = [a.variance / a.n, b.variance / b.n];
	if (!isRelative) return shareA + shareB;
	return (shareB + shareA * (b.mean / a.mean) ** 2) / a.mean ** 2;
}

function freedomOf(a: Moments, b: Moments): number {
	if (a.n <= 1 || b.n <= 1) return 1;
	const [shareA, shareB] = [a.variance / a.n, b.variance / b.n];
	return (shareA + shareB) ** 2 / (shareA ** 2 / (a.n - 1) + shareB ** 2 / (b.n - 1));
}
