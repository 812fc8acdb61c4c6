import { chiSquareAbove } from './distributions.ts';

/** Below this, something other than chance gave people to variants, and results mean nothing: the threshold in common use (Fabijan et al., KDD 2019). */
export const srmAlarm = 0.001;

/**
 * The sample ratio mismatch check: how likely counts so far from the weights are, if the weights are what decides. A variant of weight 0 is expected to have nobody:
 * with nobody it is left out, with anybody the answer is 0. 1 where there is nothing to compare.
 */
export function srm(counts: readonly number[], weights: readonly number[]): number {
	const arms = counts.map((count, i) => ({ count, weight: Math.max(0, weights[i] ?? 0) }));
	if (arms.some(({ count, weight }) => weight === 0 && count > 0)) return 0;
	const weighted = arms.filter(({ weight }) => weight > 0);
	const people = weighted.reduce((sum, { count }) => sum + count, 0);
	const whole = weighted.reduce((sum, { weight }) => sum + weight, 0);
	if (people === 0 || weighted.length < 2) return 1;
	const statistic = weighted.reduce((sum, { count, weight }) => {
		const expected = (weight / whole) * people;
		return sum + (count - expected) ** 2 / expected;
	}, 0);
	return chiSquareAbove(statistic, weighted.length - 1);
}
