import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Arm, banditWeights } from './bandit.ts';

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const options = { floor: 0, random: seeded(1) };

test('without results all variants are shown alike', () => {
	const weights = banditWeights(
		[
			{ id: 'a', n: 0, sum: 0 },
			{ id: 'b', n: 0, sum: 0 },
		],
		{ ...options, draws: 40_000 },
	);
	expect(weights.a).toBeCloseTo(0.5, 1.5);
	const means = banditWeights(
		['a', 'b', 'c'].map((id) => ({ id, n: 1, sum: 5, sumSquares: 25 })),
		options,
	);
	expect(Object.values(means)).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

test('a share is the chance to be the best: against the integral for Beta posteriors', () => {
	// P(Beta(2,1) > Beta(1,1)) = 2/3, P(Beta(3,2) > Beta(2,3)) = 11/14 … by integrating the densities.
	const share = (a: Arm, b: Arm) => banditWeights([a, b], { floor: 0, random: seeded(7), draws: 200_000 })[a.id];
	expect(share({ id: 'a', n: 1, sum: 1 }, { id: 'b', n: 0, sum: 0 })).toBeCloseTo(2 / 3, 2);
	expect(share({ id: 'a', n: 3, sum: 2 }, { id: 'b', n: 3, sum: 1 })).toBeCloseTo(chanceBeta(3, 2, 2, 3), 2);
	expect(share({ id: 'a', n: 40, sum: 12 }, { id: 'b', n: 50, sum: 9 })).toBeCloseTo(chanceBeta(13, 29, 10, 42), 2);
});

test('a share is the chance to be the best: against the normal distribution for means', () => {
	const arm = (id: string, n: number, mean: number, variance: number): Arm => ({
		...{ id, n, sum: n * mean },
		sumSquares: variance * (n - 1) + n * mean * mean,
	});
	const [a, b] = [arm('a', 100, 10.5, 25), arm('b', 100, 10, 25)];
	// z = 0.5 / sqrt(0.25 + 0.25) = 0.7071; the normal distribution's value there is 0.7602.
	expect(banditWeights([a, b], { floor: 0, random: seeded(3), draws: 200_000 }).a).toBeCloseTo(0.7602, 2);
});

test('a share is the chance to be the best: of ratios by the delta method, once enough share the denominator', () => {
	/** Everybody orders once or thrice; what an order brings varies apart from that. */
	const ratio = (id: string, n: number, each: number): Arm => ({
		...{ id, n, sum: 2 * n * each, sumSquares: n * (5 * each * each + 18) },
		...{ denominatorSum: 2 * n, denominatorSumSquares: 5 * n, sumProducts: 5 * n * each },
	});
	// The quotient's variance is 18 / 4 a person, nearly: z = 0.3 / sqrt(2 * 4.5 / 100) = 1, and the normal distribution's value there is 0.8413.
	const [a, b] = [ratio('a', 100, 10.3), ratio('b', 100, 10)];
	expect(banditWeights([a, b], { floor: 0, random: seeded(3), draws: 200_000 }).a).toBeCloseTo(0.8413, 2);
	const few = banditWeights([a, ratio('b', 15, 2)], options);
	expect(few).toEqual({ a: 0.5, b: 0.5 });
});

test('the floor keeps each variant in sight, and what a floor cannot give is equal', () => {
	const arms = [
		{ id: 'good', n: 1_000, sum: 500 },
		{ id: 'bad', n: 1_000, sum: 10 },
		{ id: 'worse', n: 1_000, sum: 0 },
	];
	const weights = banditWeights(arms, { ...options, floor: 0.05 });
	expect(weights.bad).toBeCloseTo(0.05);
	expect(weights.good).toBeCloseTo(0.9);
	expect(Object.values(banditWeights(arms, { ...options, floor: 0.9 }))).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

test('variants that nobody has bought anything of share', () => {
	const arms = ['a', 'b'].map((id) => ({ id, n: 10, sum: 0, sumSquares: 0 }));
	expect(banditWeights(arms, options)).toEqual({ a: 0.5, b: 0.5 });
});

test('shares add up to 1 and keep the floor, whatever the results', () => {
	const arm = fc.record({ n: fc.nat(500), sum: fc.nat(800), sumSquares: fc.option(fc.nat(9_000), { nil: undefined }) });
	fc.assert(
		fc.property(
			fc.array(arm, { minLength: 1, maxLength: 5 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(some, floor) => {
				const arms = some.map(({ sumSquares, ...one }, index) => ({
					...{ id: `v${index}`, ...one },
					...(sumSquares !== undefined && { sumSquares }),
				}));
				const shares = Object.values(banditWeights(arms, { floor, random: seeded(5), draws: 200 }));
				expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 9);
				for (const share of shares) expect(share).toBeGreaterThanOrEqual(Math.min(floor, 1 / arms.length) - 1e-9);
			},
		),
	);
});

test('it finds the better of two variants and shows the worse one to few', () => {
	const random = seeded(11);
	const rates: Record<string, number> = { a: 0.05, b: 0.1 };
	const shown: Record<string, Arm & { n: number; sum: number }> = {
		a: { id: 'a', n: 0, sum: 0 },
		b: { id: 'b', n: 0, sum: 0 },
	};
	for (let hour = 0; hour < 40; hour++) {
		const weights = banditWeights(Object.values(shown), { floor: 0.05, random, draws: 1_000 });
		for (let visit = 0; visit < 100; visit++) {
			const id = random() < (weights.a ?? 0) ? 'a' : 'b';
			const before = shown[id] ?? { id, n: 0, sum: 0 };
			shown[id] = { id, n: before.n + 1, sum: before.sum + (random() < (rates[id] ?? 0) ? 1 : 0) };
		}
	}
	expect(shown.b?.n).toBeGreaterThan(2_800);
	expect(shown.a?.n).toBeGreaterThan(150);
});

/** P(X > Y) of two Beta variables with whole parameters, by numeric integration. */
function chanceBeta(a1: number, b1: number, a2: number, b2: number): number {
	const steps = 20_000;
	const density = (a: number, b: number, x: number) => Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x));
	let [below, whole, normal1, normal2] = [0, 0, 0, 0];
	for (let i = 0; i < steps; i++) {
		const x = (i + 0.5) / steps;
		normal1 += density(a1, b1, x);
		normal2 += density(a2, b2, x);
	}
	for (let i = 0; i < steps; i++) {
		const x = (i + 0.5) / steps;
		whole += (density(a1, b1, x) / normal1) * (below + density(a2, b2, x) / normal2 / 2);
		below += density(a2, b2, x) / normal2;
	}
	return whole;
}
