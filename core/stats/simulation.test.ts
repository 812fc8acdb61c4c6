import { describe, expect, test } from 'vitest';
import { cuped, sequential, srm, srmAlarm, welch } from './index.ts';
import { normalFrom, randomFrom } from './testing/random.ts';

/** What people of two variants do that are one and the same, or differ by a lift. */
interface World {
	readonly people: number;
	readonly peekEvery: number;
	readonly value: (random: () => number, isB: boolean) => number;
	readonly isMean: boolean;
}

const experiments = 1_000;
const buys: World['value'] = (random) => (random() < 0.1 ? 1 : 0);
/** What people spend: most nothing, a few much. */
const spends: World['value'] = (random) => (random() < 0.2 ? Math.exp(normalFrom(random)) * 40 : 0);

/** Share of experiments in which a look says that the variants differ: at every look, and at the last one alone. */
function alarms(world: World, test: typeof sequential): { readonly ever: number; readonly atTheEnd: number } {
	const random = randomFrom(20_261_128);
	let [ever, atTheEnd] = [0, 0];
	for (let experiment = 0; experiment < experiments; experiment++) {
		const looks = run(world, random, test);
		if (looks.some((seen) => seen)) ever++;
		if (looks.at(-1)) atTheEnd++;
	}
	return { ever: ever / experiments, atTheEnd: atTheEnd / experiments };
}

function run({ people, peekEvery, value, isMean }: World, random: () => number, test: typeof sequential): boolean[] {
	const arms = [0, 1].map(() => ({ sum: 0, sumSquares: 0, n: 0 }));
	const looks: boolean[] = [];
	for (let person = 1; person <= people; person++) {
		const arm = arms[random() < 0.5 ? 0 : 1];
		if (!arm) continue;
		const x = value(random, arm === arms[1]);
		arm.sum += x;
		arm.sumSquares += x * x;
		arm.n++;
		if (person % peekEvery !== 0) continue;
		const [a, b] = arms.map(({ sum, sumSquares, n }) => (isMean ? { sum, sumSquares, n } : { sum, n }));
		if (a && b) looks.push(test(a, b, { difference: 'absolute', tuning: people / 2 }).pValue < 0.05);
	}
	return looks;
}

/** A rate of `experiments` that is this much below chance of being above `rate` by luck: three standard errors. */
const atMost = (rate: number) => rate + 3 * Math.sqrt((rate * (1 - rate)) / experiments);

// Millions of people: a machine that is busy takes a while.
describe('where the variants are the same', { timeout: 60_000 }, () => {
	test('looking 100 times, the sequential method cries wolf in at most 5 % of experiments, and Welch’s in far more', () => {
		const world: World = { people: 10_000, peekEvery: 100, value: buys, isMean: false };
		expect(alarms(world, sequential).ever).toBeLessThanOrEqual(0.05);
		expect(alarms(world, welch).ever).toBeGreaterThan(0.2);
	});

	test('so it is with what people spend, which is far from normal', () => {
		const world: World = { people: 10_000, peekEvery: 100, value: spends, isMean: true };
		expect(alarms(world, sequential).ever).toBeLessThanOrEqual(0.05);
	});

	test.each([
		['proportions', buys, false],
		['means', spends, true],
	])('Welch’s test at the fixed end is wrong in 5 %% of experiments, of %s', (_, value, isMean) => {
		const { atTheEnd } = alarms({ people: 4_000, peekEvery: 4_000, value, isMean }, welch);
		expect(atTheEnd).toBeLessThanOrEqual(atMost(0.05));
		expect(atTheEnd).toBeGreaterThan(0.02);
	});

	test('the sample ratio alarm rings in at most one of a thousand fair experiments', () => {
		const random = randomFrom(7);
		let rings = 0;
		for (let i = 0; i < 5_000; i++) {
			const inA = Array.from({ length: 500 }, random).filter((x) => x < 0.5).length;
			if (srm([inA, 500 - inA], [0.5, 0.5]) < srmAlarm) rings++;
		}
		expect(rings).toBeLessThanOrEqual(5 + 3 * Math.sqrt(5));
	});
});

test('a lift that is there is found, by the interval that holds it', () => {
	const random = randomFrom(99);
	let [found, held] = [0, 0];
	for (let i = 0; i < 200; i++) {
		const [a, b] = [0.2, 0.24].map((rate) => ({
			sum: Array.from({ length: 4_000 }, random).filter((x) => x < rate).length,
			n: 4_000,
		}));
		if (!a || !b) continue;
		const { pValue, ci } = sequential(a, b, { difference: 'absolute' });
		if (pValue < 0.05) found++;
		if (ci[0] <= 0.04 && ci[1] >= 0.04) held++;
	}
	expect(found).toBeGreaterThan(150);
	expect(held).toBeGreaterThanOrEqual(190);
});

test('cuped keeps the rate of false alarms, and halves the width where the past tells much', () => {
	const random = randomFrom(3);
	let [alarms, width, plainWidth] = [0, 0, 0];
	for (let i = 0; i < 400; i++) {
		const arms = [0, 1].map(() => {
			const arm = { n: 400, sum: 0, sumSquares: 0, preSum: 0, preSumSquares: 0, sumProducts: 0 };
			for (let person = 0; person < arm.n; person++) {
				const pre = 10 + 3 * normalFrom(random);
				const post = pre + 1.5 * normalFrom(random);
				arm.sum += post;
				arm.sumSquares += post * post;
				arm.preSum += pre;
				arm.preSumSquares += pre * pre;
				arm.sumProducts += pre * post;
			}
			return arm;
		});
		const [a, b] = arms;
		if (!a || !b) continue;
		const adjusted = cuped(a, b);
		const { preSum: _, ...withoutPast } = a;
		const { preSum: __, ...otherWithoutPast } = b;
		const plain = welch(withoutPast, otherWithoutPast);
		if (adjusted.pValue < 0.05) alarms++;
		width += adjusted.ci[1] - adjusted.ci[0];
		plainWidth += plain.ci[1] - plain.ci[0];
	}
	expect(alarms / 400).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400));
	expect(width / plainWidth).toBeLessThan(0.5);
});
