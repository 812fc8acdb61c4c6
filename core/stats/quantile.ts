import { normalExceededBy } from './distributions.ts';
import type { Quantile } from './types.ts';

/** How often each value occurs. */
export type Counts = readonly (readonly [value: number, count: number])[];

/**
 * A quantile and its variance, from how often each value occurs. By the delta method the variance is q(1 − q) over the squared density at the
 * quantile; the density is read off the order statistics that bound the quantile's 95 % interval (https://arxiv.org/abs/1803.06336, section 4).
 * @param q which quantile, between 0 and 1
 */
export function quantileArm(counts: Counts, q: number): Quantile {
	const sorted = [...counts].sort(([a], [b]) => a - b);
	const n = sorted.reduce((sum, [, count]) => sum + count, 0);
	if (n === 0) return { n: 0, quantile: 0, variance: 0 };
	const z = normalExceededBy(0.025);
	const reach = z * Math.sqrt((q * (1 - q)) / n);
	const [low, quantile, high] = [q - reach, q, q + reach].map((share) => valueAt(sorted, share * n)) as [
		number,
		number,
		number,
	];
	return { n, quantile, variance: ((high - low) / (2 * z)) ** 2 * (n - 1) };
}

/** The smallest value that at least `share` (0..1) of all do not exceed; null of none. */
export function percentileOf(counts: Counts, share: number): number | null {
	const sorted = [...counts].sort(([a], [b]) => a - b);
	const n = sorted.reduce((sum, [, count]) => sum + count, 0);
	return n === 0 ? null : valueAt(sorted, share * n);
}

function valueAt(sorted: Counts, rank: number): number {
	let seen = 0;
	for (const [value, count] of sorted) {
		seen += count;
		if (seen >= rank) return value;
	}
	return sorted.at(-1)?.[0] ?? 0;
}
