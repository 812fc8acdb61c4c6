import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chiSquareAbove, normalAbove, normalExceededBy, studentAbove, studentExceededBy } from './distributions.ts';
import {
	type Arm,
	bayesian,
	benjaminiHochberg,
	cuped,
	detectableLift,
	holm,
	morePeopleNeeded,
	type Plan,
	peopleNeeded,
	percentileOf,
	powerOf,
	quantileArm,
	regret,
	sequential,
	srm,
	welch,
} from './index.ts';
import { randomFrom } from './testing/random.ts';
import type { Adjusted, AdjustedRatio } from './types.ts';

type Numbers = Readonly<Record<string, number | readonly number[]>>;
interface Case {
	readonly test: 'welch' | 'sequential' | 'bayesian' | 'cuped';
	readonly name: string;
	readonly a: Arm;
	readonly b: Arm;
	readonly options: object;
	readonly expected: Numbers;
	readonly digits: number;
}
interface Cases {
	readonly tests: Case[];
	readonly published: Case[];
	readonly srm: [counts: number[], weights: number[], p: number][];
	readonly multiple: { readonly pValues: number[]; readonly holm: number[]; readonly benjaminiHochberg: number[] };
	readonly distributions: Record<string, number[][]>;
	readonly power: { readonly plan: Plan; readonly lift: number; readonly people: number; readonly power: number }[];
}
const cases: Cases = JSON.parse(readFileSync(new URL('../cases/stats.json', import.meta.url), 'utf8'));
const analyses = {
	welch,
	sequential,
	bayesian,
	cuped: (a: Arm, b: Arm, options: object) =>
		cuped(a as Adjusted | AdjustedRatio, b as Adjusted | AdjustedRatio, options),
};

describe('numbers of published implementations', () => {
	test.each(cases.tests)('$test of $name, $options', ({ test: name, a, b, options, expected }) => {
		expectNear({ ...analyses[name](a, b, options) }, expected, (value) => 1e-9 * Math.max(1, Math.abs(value)));
	});

	test.each(cases.published)('$test $options as gbstats has it', ({ test: name, a, b, options, expected, digits }) => {
		expectNear({ ...analyses[name](a, b, options) }, expected, () => 0.51 * 10 ** -digits);
	});

	test.each(cases.srm)('srm(%j, %j) is %d', (counts, weights, p) => {
		expect(Math.abs(srm(counts, weights) - p)).toBeLessThanOrEqual(1e-9 * Math.max(p, 1e-6));
	});

	test('p-values of several tests', () => {
		const { pValues, ...expected } = cases.multiple;
		expectNear({ holm: holm(pValues), benjaminiHochberg: benjaminiHochberg(pValues) }, expected, () => 1e-12);
		expect([holm([]), benjaminiHochberg([])]).toEqual([[], []]);
	});

	test.each(Object.entries({ normalAbove, normalExceededBy, studentAbove, studentExceededBy, chiSquareAbove }))(
		'%s, in the far tails too',
		(name, of: (...values: number[]) => number) => {
			for (const row of cases.distributions[name] ?? []) {
				const expected = row.at(-1) ?? Number.NaN;
				expect(Math.abs(of(...row.slice(0, -1)) - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-15);
			}
		},
	);

	test.each(cases.power)('the power to find a lift of $lift with $people', ({ plan, lift, people, power }) => {
		expect(powerOf(plan, lift, people)).toBeCloseTo(power, 9);
	});
});

function expectNear(
	actual: Readonly<Record<string, unknown>>,
	expected: Numbers,
	tolerance: (value: number) => number,
) {
	for (const [key, values] of Object.entries(expected)) {
		const found = [actual[key]].flat();
		for (const [i, value] of [values].flat().entries()) {
			const apart = Math.abs(Number(found[i]) - value);
			expect(apart, `${key}: ${found[i]} for ${value}`).toBeLessThanOrEqual(tolerance(value));
		}
	}
}

describe('where nothing can be said', () => {
	const nobody = { sum: 0, n: 0 };
	const some = { sum: 5, n: 10 };
	test.each<[string, Arm, Arm, 'relative' | 'absolute', string]>([
		['nobody is there', nobody, some, 'relative', 'no-people'],
		['everybody did it', { sum: 10, n: 10 }, some, 'absolute', 'no-variance'],
		['nobody did it before', { sum: 0, n: 10 }, some, 'relative', 'baseline-zero'],
		['a mean of one person', { sum: 3, sumSquares: 9, n: 1 }, some, 'relative', 'no-variance'],
		['sums contradict each other', { sum: 1396.87, sumSquares: 52377, n: 2 }, some, 'relative', 'no-variance'],
		[
			'no denominator',
			{ sum: 1, sumSquares: 1, n: 9, denominatorSum: 0, denominatorSumSquares: 0, sumProducts: 0 },
			some,
			'relative',
			'baseline-zero',
		],
	])('as where %s, nothing is', (_, a, b, difference, problem) => {
		expect(welch(a, b, { difference })).toEqual({ expected: 0, ci: [0, 0], pValue: 1, problem });
		expect(sequential(a, b, { difference })).toEqual({ expected: 0, ci: [0, 0], pValue: 1, problem });
		expect(bayesian(a, b, { difference })).toEqual({
			...{ expected: 0, ci: [0, 0], chanceToWin: 0.5, risk: [0, 0], problem },
		});
	});
});

test('people in a variant of weight 0 are an alarm, and an empty one is none', () => {
	expect(srm([1, 500, 500], [0, 1, 1])).toBe(0);
	expect(srm([0, 500, 500], [0, 1, 1])).toBe(1);
	expect(srm([500], [1])).toBe(1);
});

test('cuped needs fewer people the more the past explains, and moves no lift that was there before', () => {
	const before = { preSum: 1_000, preSumSquares: 2_000, sumProducts: 2_000 };
	const a = { n: 1_000, sum: 1_000, sumSquares: 2_000, ...before };
	const b = { ...a, sum: 1_100, sumSquares: 2_300 };
	expect(cuped(a, b).varianceReduction).toBeGreaterThan(0.8);
	expect(cuped(a, { ...a }).expected).toBe(0);
	const apart = { ...a, sum: 1_100, sumSquares: 2_200, preSum: 1_100, preSumSquares: 2_200, sumProducts: 2_200 };
	expect(Math.abs(cuped(a, apart).expected)).toBeLessThan(0.001);
	expect(
		welch({ n: 1_000, sum: 1_000, sumSquares: 2_000 }, { n: 1_000, sum: 1_100, sumSquares: 2_200 }).expected,
	).toBeCloseTo(0.1);
});

describe('plans', () => {
	const plan: Plan = { baseline: { mean: 0.05 } };
	test('people needed, power and the lift that can be found agree with one another', () => {
		const people = peopleNeeded(plan, 0.1) ?? 0;
		expect(powerOf(plan, 0.1, people)).toBeGreaterThanOrEqual(0.8);
		expect(powerOf(plan, 0.1, people - 1)).toBeLessThan(0.8);
		expect(detectableLift(plan, people)).toBeCloseTo(0.1, 4);
		expect(peopleNeeded({ ...plan, sequentialTuning: people }, 0.1)).toBeGreaterThan(people);
		expect(peopleNeeded(plan, 0)).toBeNull();
	});

	test('mid-way, what is missing is what the plan of the same numbers asks for', () => {
		const a = { sum: 500, n: 10_000 };
		const b = { sum: 550, n: 10_000 };
		const more = morePeopleNeeded(a, b, 0.1) ?? 0;
		expect(20_000 + more).toBeCloseTo(peopleNeeded(plan, 0.1) ?? 0, -2);
		expect(morePeopleNeeded({ sum: 50_000, n: 1e6 }, { sum: 55_000, n: 1e6 }, 0.1)).toBe(0);
		expect(morePeopleNeeded({ sum: 0, n: 0 }, b, 0.1)).toBeNull();
	});
});

test('a quantile of 1 to 1,000 and its variance, against the density that makes them', () => {
	const counts = Array.from({ length: 1_000 }, (_, i) => [1_000 - i, 1] as const);
	const { quantile, variance } = quantileArm(counts, 0.9);
	expect(quantile).toBe(900);
	// q (1 − q) / f², where the density is one thousandth.
	expect(variance / (0.09 * 1e6)).toBeCloseTo(1, 1);
	expect(percentileOf(counts, 0.99)).toBe(990);
	expect(percentileOf([], 0.5)).toBeNull();
	expect(quantileArm([], 0.5)).toEqual({ n: 0, quantile: 0, variance: 0 });
});

test('regret counts what other arms would have brought', () => {
	const arms = [
		{ sum: 10, n: 100 },
		{ sum: 180, n: 900 },
	];
	const { lost, gained, best } = regret([...arms, { sum: 0, n: 0 }]);
	expect([lost, gained, best]).toEqual([expect.closeTo(10), expect.closeTo(40), 1]);
	expect(regret(arms, { inverse: true })).toMatchObject({ lost: expect.closeTo(90), best: 0 });
	// Of a ratio the denominators are what there could have been more of.
	const ratio = { n: 10, sumSquares: 0, denominatorSumSquares: 0, sumProducts: 0 };
	const [low, high] = [
		{ ...ratio, sum: 40, denominatorSum: 20 },
		{ ...ratio, sum: 30, denominatorSum: 10 },
	];
	expect(regret([low, high])).toEqual({ lost: expect.closeTo(20), gained: expect.closeTo(-5), best: 1 });
	expect(regret([])).toEqual({ lost: 0, gained: 0, best: -1 });
});

test('cuped of a ratio is a ratio’s plain test where nobody has a past', () => {
	const ratio = {
		n: 50,
		sum: 500,
		sumSquares: 9_000,
		denominatorSum: 80,
		denominatorSumSquares: 200,
		sumProducts: 1_200,
	};
	const nothing = {
		...{ preSum: 0, preSumSquares: 0, preDenominatorSum: 0, preDenominatorSumSquares: 0, preSumProducts: 0 },
		...{ numeratorPreNumerator: 0, numeratorPreDenominator: 0 },
		...{ denominatorPreNumerator: 0, denominatorPreDenominator: 0 },
	};
	const other = { ...ratio, sum: 560, sumSquares: 9_900 };
	const { theta, varianceReduction, ...tested } = cuped({ ...ratio, ...nothing }, { ...other, ...nothing });
	expect([theta, varianceReduction]).toEqual([0, 0]);
	expect(tested).toEqual(welch(ratio, other));
	// Of one arm alone a past would speak for that arm.
	const half = cuped(
		{ ...ratio, ...nothing, preSum: 9, preSumSquares: 50, preDenominatorSum: 3 },
		{ ...other, ...nothing },
	);
	expect(half.theta).toBe(0);
});

test('cuped of a ratio promises the variance that repeated experiments have, and less than without the past', () => {
	const random = randomFrom(11);
	const found = Array.from({ length: 400 }, () => {
		const [a, b] = [people(random), people(random)];
		const { pValue, expected, ci, varianceReduction } = cuped(a, b, { difference: 'absolute' });
		return { pValue, expected, width: ci[1] - ci[0], varianceReduction };
	});
	const spread = (values: readonly number[]) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
	const promised = found.reduce((sum, { width }) => sum + width, 0) / found.length / (2 * 1.96);
	const had = spread(found.map(({ expected }) => expected));
	expect(had / promised).toBeGreaterThan(0.9);
	expect(had / promised).toBeLessThan(1.1);
	expect(found.filter(({ pValue }) => pValue < 0.05).length / found.length).toBeLessThan(0.09);
	expect(found.reduce((sum, one) => sum + one.varianceReduction, 0) / found.length).toBeGreaterThan(0.4);
});

/** An arm of people who spend, per order, about what they always do. */
function people(random: () => number, n = 300): AdjustedRatio {
	const sum = {
		...{ n, sum: 0, sumSquares: 0, denominatorSum: 0, denominatorSumSquares: 0, sumProducts: 0 },
		...{ preSum: 0, preSumSquares: 0, preDenominatorSum: 0, preDenominatorSumSquares: 0, preSumProducts: 0 },
		...{ numeratorPreNumerator: 0, numeratorPreDenominator: 0 },
		...{ denominatorPreNumerator: 0, denominatorPreDenominator: 0 },
	};
	for (let i = 0; i < n; i++) {
		const [habit, often] = [10 + 90 * random(), 1 + Math.floor(5 * random())];
		const [m0, m] = [visits(habit, often, random), visits(habit, often, random)];
		sum.sum += m;
		sum.sumSquares += m * m;
		sum.denominatorSum += often;
		sum.denominatorSumSquares += often * often;
		sum.sumProducts += m * often;
		sum.preSum += m0;
		sum.preSumSquares += m0 * m0;
		sum.preDenominatorSum += often;
		sum.preDenominatorSumSquares += often * often;
		sum.preSumProducts += m0 * often;
		sum.numeratorPreNumerator += m * m0;
		sum.numeratorPreDenominator += m * often;
		sum.denominatorPreNumerator += often * m0;
		sum.denominatorPreDenominator += often * often;
	}
	return sum;
}

function visits(habit: number, often: number, random: () => number): number {
	return Array.from({ length: often }, () => habit * (0.5 + random())).reduce((sum, spent) => sum + spent, 0);
}
