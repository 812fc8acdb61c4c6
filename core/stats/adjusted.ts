import { adjustedMoments, thetaOf, type WithPast, withoutBefore } from './cuped.ts';
import { type TestOptions, welch } from './frequentist.ts';
import { momentsOf } from './moments.ts';
import type { Tested } from './types.ts';

/** Welch's test of what CUPED leaves. */
export interface CupedTested extends Tested {
	/** What a difference before is worth after. */
	readonly theta: number;
	/** Share of the variance of the absolute difference that the past explains, 0..1: so many fewer people are needed. */
	readonly varianceReduction: number;
}

/**
 * Tests b against a after taking out of each person's value what their past told of it. The arms carry the pre-exposure sums and the sum of
 * products beside their own, those of ratios also of their denominators. `bayesian`, `welch` and `sequential` take such arms too, and adjust them the same way.
 */
export function cuped(a: WithPast, b: WithPast, options: TestOptions = {}): CupedTested {
	const theta = thetaOf(a, b);
	const left = [a, b].reduce((sum, arm) => sum + share(withoutBefore(adjustedMoments(arm), theta)), 0);
	const whole = [a, b].reduce((sum, arm) => sum + share(momentsOf(arm)), 0);
	return { ...welch(a, b, options), theta, varianceReduction: whole > 0 ? Math.max(0, 1 - left / whole) : 0 };
}

function share({ variance, n }: { readonly variance: number; readonly n: number }): number {
	return n === 0 ? 0 : variance / n;
}
