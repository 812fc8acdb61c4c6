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
import type { Adjusted } from './types.ts';

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
	cuped: (a: Arm, b: Arm, options: object) => cuped(a as Adjusted, b as Adjusted, options),
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
	expect(regret([])).toEqual({ lost: 0, gained: 0, best: -1 });
});
