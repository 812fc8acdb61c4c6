import { isSoundRatio, type Mean, momentsOf, type Proportion, type Ratio } from '../stats/index.ts';

/**
 * Thompson sampling: each variant is shown to the share of people for which it is the best, as far as its results tell.
 * Pure, with the randomness passed in. Sources: Thompson, Biometrika 25 (1933); Chapelle and Li, "An Empirical Evaluation
 * of Thompson Sampling" (NIPS 2011).
 */

/**
 * What is known of a variant: `sum` of `n` conversions, with `sumSquares` the sums of `n` people's amounts, or with a denominator those of a ratio.
 */
export type Arm = { readonly id: string } & (Proportion | Mean | Ratio);

export interface BanditOptions {
	/** The share that each variant keeps, 0..1; together at most 1. */
	readonly floor: number;
	/** Evenly distributed in 0..1, 1 excluded: `Math.random`, or a seeded one. */
	readonly random: () => number;
	/** How often the best is drawn: shares are right to within a hundredth at 10,000. */
	readonly draws?: number;
}

/**
 * The share of each variant from now on, by id; together 1. Without results all are equal. Proportions have a Beta posterior
 * with the prior Beta(1, 1); means a normal one by the sample's mean and variance, for which two people are the least; ratios a normal one by the
 * delta method (core/stats), which takes twenty who share the denominator: while any variant has fewer, all are equal.
 */
export function banditWeights(
	arms: readonly Arm[],
	{ floor, random, draws = 10_000 }: BanditOptions,
): Record<string, number> {
	if (arms.length === 0) return {};
	const equal = 1 / arms.length;
	const samplers = arms.map((arm) => samplerOf(arm, random));
	const known = samplers.flatMap((sampler) => sampler ?? []);
	const wins = known.length < arms.length ? null : countWins(known, draws);
	const least = Math.min(Math.max(floor, 0), equal);
	const rest = 1 - least * arms.length;
	return Object.fromEntries(
		arms.map(({ id }, index) => [id, least + rest * (wins ? (wins[index] ?? 0) / draws : equal)]),
	);
}

type Sampler = () => number;

function samplerOf(arm: Arm, random: () => number): Sampler | null {
	const { n, sum } = arm;
	if (!('sumSquares' in arm)) {
		const conversions = Math.min(Math.max(sum, 0), n);
		return () => drawBeta(1 + conversions, 1 + n - conversions, random);
	}
	if (n < 2 || ('denominatorSum' in arm && !isSoundRatio(arm))) return null;
	const { mean, variance } = momentsOf(arm);
	const deviation = Math.sqrt(variance / n);
	return () => mean + deviation * drawNormal(random);
}

function countWins(samplers: readonly Sampler[], draws: number): number[] {
	const wins = samplers.map(() => 0);
	for (let draw = 0; draw < draws; draw++) {
		let best = Number.NEGATIVE_INFINITY;
		let tied: number[] = [];
		samplers.forEach((sample, index) => {
			const value = sample();
			if (value > best) [best, tied] = [value, [index]];
			else if (value === best) tied.push(index);
		});
		// Variants of which nothing differs share: else the first would win whatever nobody has bought of any.
		for (const index of tied) wins[index] = (wins[index] ?? 0) + 1 / tied.length;
	}
	return wins;
}

function drawBeta(a: number, b: number, random: () => number): number {
	const [x, y] = [drawGamma(a, random), drawGamma(b, random)];
	return x / (x + y);
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (ACM TOMS 26, 2000), for shapes of at least 1. */
function drawGamma(shape: number, random: () => number): number {
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const x = drawNormal(random);
		const v = (1 + c * x) ** 3;
		if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
	}
}

/** Box and Muller, Annals of Mathematical Statistics 29 (1958). */
function drawNormal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
