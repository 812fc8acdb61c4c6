import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../condition/index.ts';
import { type Goal, parseGoal } from '../goal/index.ts';
import { Refusal } from '../refusal.ts';
import {
	type Counted,
	compileSeen,
	exposureEvent,
	type Judged,
	type Judging,
	joinCounted,
	judge,
	MeasuredPeople,
	parseJudging,
} from './index.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-11-28T12:00:00Z');
const orders = parseGoal({ id: 'orders', name: 'Orders', kind: 'conversion', event: 'Order Completed' });
const revenue = parseGoal({
	...{ id: 'revenue', name: 'Revenue', kind: 'sum', event: 'Order Completed', value: 'properties.total' },
});
const slow = parseGoal({ id: 'slow', name: 'Complaints', kind: 'conversion', event: 'Complained', lessIsBetter: true });
const experience: Judged = {
	kind: 'experiment',
	variants: [
		{ id: 'a', name: 'As it was', weight: 0.5 },
		{ id: 'b', name: 'Bold', weight: 0.5 },
	],
};

function view(variantId: string, atHours: number, more: object = {}): HistoryEvent {
	return {
		...{ event: exposureEvent, at: now - 10 * day + atHours * hour },
		properties: { experienceId: 'exp', variantId, ...more },
	};
}

function order(atHours: number, total = 10): HistoryEvent {
	return { event: 'Order Completed', at: now - 10 * day + atHours * hour, properties: { total } };
}

function historyOf(events: readonly HistoryEvent[]) {
	return {
		query: (name: string, from: number, to: number) =>
			events.filter(({ event, at }) => event === name && at >= from && at <= to).sort((x, y) => x.at - y.at),
	};
}

function measured(goals: readonly Goal[] = [orders, revenue]): MeasuredPeople {
	const { find } = compileSeen({ experienceId: 'exp', variantIds: ['a', 'b'] });
	return new MeasuredPeople({ find, goals, fromMs: now - 20 * day, nowMs: now, beforeMs: 14 * day });
}

function count(people: readonly (readonly HistoryEvent[])[], goals: readonly Goal[] = [orders, revenue]): Counted {
	const into = measured(goals);
	for (const events of people) into.add(historyOf(events), () => []);
	return into.counted(goals, new Set());
}

describe('counting', () => {
	test('a person counts from the first exposure on, once, and with what they did before apart', () => {
		const counted = count([
			[order(-5, 3), view('a', 0), order(1, 10), view('a', 2), order(3, 20)],
			[view('b', 30)],
			[order(1)],
		]);
		expect(counted.groups.all?.a).toMatchObject({
			people: 1,
			goals: { orders: { n: 1, sum: 1, before: 1 }, revenue: { sum: 30, sumSquares: 900, before: 3, sumBefore: 90 } },
		});
		expect(counted.groups.all?.b).toMatchObject({ people: 1, goals: { orders: { n: 1, sum: 0 } } });
		expect(counted.days).toEqual({ '2026-11-18': { a: 1 }, '2026-11-19': { b: 1 } });
	});

	test('who saw two variants is in no arm, and counted; so is who was never seen to see one', () => {
		const counted = count([
			[view('a', 0), view('b', 1)],
			[view('a', 0, { edgeOnly: true }), order(1)],
			[view('b', 0, { edgeOnly: true }), view('b', 2), order(1, 5), order(3, 7)],
		]);
		expect(counted).toMatchObject({ several: 1, edgeOnly: { a: 1 } });
		expect(counted.groups.all).toMatchObject({ b: { people: 1, goals: { revenue: { sum: 7 } } } });
		expect(counted.groups.all?.a).toBeUndefined();
	});

	test('other experiences, variants that are no more and exposures before the beginning are nothing', () => {
		const other = { ...view('a', 0), properties: { experienceId: 'other', variantId: 'a' } };
		const counted = count([[other], [view('gone', 0)], [view('a', -20 * 24)], [view('a', 0, { variantId: 7 })]]);
		expect(counted).toEqual({ groups: {}, days: {}, several: 0, edgeOnly: {}, firstMs: null, lastMs: null });
	});

	test('people who were measured once are counted under any cap, and no other number is touched', () => {
		const people = measured();
		people.add(historyOf([order(-5, 50), view('a', 0), order(1, 30), order(2, 20)]), () => []);
		people.add(historyOf([view('a', 0), order(1, 5)]), () => []);
		const under = (at: number | null) => {
			const goals = [orders, { ...revenue, cap: at === null ? null : ({ kind: 'value', at } as const) }];
			return people.counted(goals, new Set(['revenue'])).groups.all?.a?.goals;
		};
		expect(under(null)?.revenue).toMatchObject({
			sum: 55,
			before: 50,
			sumBefore: 2500,
			values: [
				[50, 1],
				[5, 1],
			],
		});
		expect(under(10)?.revenue).toMatchObject({
			sum: 15,
			before: 10,
			sumBefore: 100,
			values: [
				[10, 1],
				[5, 1],
			],
		});
		expect(under(10)?.orders).toEqual(under(null)?.orders);
	});

	test('it does not matter in which shard who is', () => {
		const person = fc.record({
			variant: fc.constantFrom('a', 'b'),
			totals: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 3 }),
			group: fc.constantFrom('device:mobile', 'device:desktop'),
		});
		fc.assert(
			fc.property(fc.array(person), fc.nat(), (people, cut) => {
				const split = people.length === 0 ? 0 : cut % people.length;
				const into = (some: typeof people) => {
					const one = measured();
					for (const { variant, totals, group } of some) {
						one.add(historyOf([view(variant, 0), ...totals.map((total, i) => order(i + 1, total))]), () => [group]);
					}
					return one.counted([orders, revenue], new Set(['revenue']));
				};
				const joined = joinCounted([into(people.slice(0, split)), into(people.slice(split))]);
				expect(sorted(joined)).toEqual(sorted(into(people)));
			}),
		);
	});
});

/** With the values of goals in one order. */
function sorted(counted: unknown): unknown {
	return JSON.parse(
		JSON.stringify(counted, (key, value) =>
			key === 'values' && Array.isArray(value) ? value.sort(([a], [b]) => a - b) : value,
		),
	);
}

test('what an order brings is judged without what each person always spends, where enough ordered before', () => {
	const each = parseGoal({
		...{ id: 'each', name: 'An order', kind: 'ratio', event: 'Order Completed', value: 'properties.total' },
		per: { event: 'Order Completed' },
	});
	const comparison = (people: number, cuped: boolean) => {
		const into = measured([each]);
		for (let i = 0; i < people; i++) {
			const habit = 20 + 10 * (i % 7);
			const events = [order(-5, habit + (i % 3)), view(i % 2 ? 'a' : 'b', 0), order(1, habit + ((i + 1) % 3))];
			into.add(historyOf(events), () => []);
		}
		const judging = parseJudging({ goals: [{ goalId: 'each', role: 'primary' }], minDays: 0, cuped });
		const { goals } = judge(
			experience,
			judging,
			[{ goal: each, role: 'primary' }],
			into.counted([each], new Set()),
			now,
		);
		return goals[0]?.comparisons[0];
	};
	const [adjusted, plain] = [comparison(700, true), comparison(700, false)];
	expect(adjusted?.varianceReduction).toBeGreaterThan(0.95);
	expect(plain?.varianceReduction).toBeNull();
	const width = (one: typeof plain) => (one ? one.fixed.ci[1] - one.fixed.ci[0] : Number.NaN);
	expect(width(adjusted)).toBeLessThan(width(plain) / 4);
	expect(comparison(30, true)?.varianceReduction).toBeNull();
});

/** So many people of each variant, of whom so many buy, over the last ten days. */
function world(
	a: readonly [people: number, buyers: number],
	b: readonly [number, number],
	more: Partial<Judging> = {},
) {
	const judging = parseJudging({
		goals: [
			{ goalId: 'orders', role: 'primary' },
			{ goalId: 'slow', role: 'guardrail' },
		],
		...more,
	});
	const into = measured([orders, slow]);
	for (const [variantId, [people, buyers]] of [
		['a', a],
		['b', b],
	] as const) {
		for (let i = 0; i < people; i++) {
			const complains = i % 10 === 0 || (more.goals && variantId === 'b' && i % 3 === 0);
			const complaint = { event: 'Complained', at: now - 10 * day + 2 * hour, properties: {} };
			into.add(
				historyOf([view(variantId, 0), ...(i < buyers ? [order(1)] : []), ...(complains ? [complaint] : [])]),
				() => [i % 2 === 0 ? 'device:mobile' : 'device:desktop'],
			);
		}
	}
	const goals = [
		{ goal: orders, role: 'primary' as const },
		{ goal: slow, role: 'guardrail' as const },
	];
	return judge(experience, judging, goals, into.counted([orders, slow], new Set()), now);
}

describe('the verdict', () => {
	test.each<[string, readonly [number, number], readonly [number, number], Partial<Judging>, string, string | null]>([
		['names a winner', [2_000, 200], [2_000, 300], {}, 'winner', 'b'],
		['names it by belief too', [2_000, 200], [2_000, 300], { method: 'bayesian' }, 'winner', 'b'],
		['says what is worse', [2_000, 300], [2_000, 200], {}, 'loser', null],
		['names nobody where numbers do not fit the weights', [2_000, 200], [1_700, 400], {}, 'broken', null],
		['names nobody with too few people', [90, 5], [95, 60], {}, 'too-early', null],
		['names nobody with too few who did it', [900, 2], [900, 17], {}, 'too-early', null],
		['names nobody before its days are over', [2_000, 200], [2_000, 300], { minDays: 14 }, 'too-early', null],
		['does not read a test for one look too early', [2_000, 200], [2_000, 300], { method: 'fixed' }, 'open', null],
		['names nobody where nothing is sure', [2_000, 200], [2_000, 210], {}, 'open', null],
		['says that there is nothing to find', [9_000, 4_500], [9_000, 4_510], {}, 'no-difference', null],
		['lets a guardrail speak', [2_000, 200], [2_000, 300], { goals: [] }, 'guardrail', 'b'],
		['says that nobody came', [0, 0], [0, 0], {}, 'nobody', null],
	])('%s', (_, a, b, more, kind, variantId) => {
		const { verdict } = world(a, b, more);
		expect(verdict).toMatchObject({
			kind,
			variantId,
			says: expect.stringMatching(/\.$/),
			next: expect.stringMatching(/\.$/),
		});
	});

	test('is that the numbers are broken, whatever the variant’s lead', () => {
		for (const method of ['bayesian', 'sequential', 'fixed'] as const) {
			for (const buyers of [0, 400, 1_500]) {
				expect(world([3_000, 100], [2_500, buyers], { method }).verdict).toMatchObject({
					kind: 'broken',
					variantId: null,
				});
			}
		}
	});

	test('names a winner only where people, days and weights allow it, whatever the numbers', () => {
		const rate = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
		const people = fc.record({
			a: fc.integer({ min: 0, max: 500 }),
			skew: fc.integer({ min: -60, max: 60 }),
			rateA: rate,
			rateB: rate,
		});
		const how = fc.record({
			method: fc.constantFrom('bayesian', 'sequential', 'fixed'),
			minPeople: fc.integer({ min: 1, max: 300 }),
			minDays: fc.integer({ min: 0, max: 20 }),
		});
		let winners = 0;
		fc.assert(
			fc.property(people, how, ({ a, skew, rateA, rateB }, more) => {
				const b = Math.max(0, a + skew);
				const results = world([a, Math.floor(a * rateA)], [b, Math.floor(b * rateB)], more);
				if (results.verdict.kind !== 'winner') return;
				winners++;
				expect(Math.min(a, b)).toBeGreaterThanOrEqual(more.minPeople);
				expect(more.minDays).toBeLessThanOrEqual(10);
				expect(results.srm?.pValue).toBeGreaterThanOrEqual(0.001);
				expect(rateB).toBeGreaterThan(rateA);
			}),
			{ seed: 5, numRuns: 300 },
		);
		expect(winners).toBeGreaterThan(10);
	});

	test('is not gone behind by the numbers beside it', () => {
		const outcomes = (...world_: Parameters<typeof world>) => {
			const { goals, groups } = world(...world_);
			return [...goals, ...groups.flatMap((group) => group.goals)].flatMap(({ comparisons }) =>
				comparisons.map(({ outcome }) => outcome),
			);
		};
		expect(outcomes([2_000, 200], [2_000, 400])).toContain('better');
		for (const silent of [
			outcomes([3_000, 100], [2_500, 900]),
			outcomes([90, 5], [95, 60]),
			outcomes([2_000, 200], [2_000, 400], { minDays: 30 }),
			outcomes([2_000, 200], [2_000, 400], { method: 'fixed', lift: 0.01 }),
		]) {
			expect(new Set(silent)).toEqual(new Set(['open']));
		}
		const { groups } = world([180, 20], [180, 120]);
		expect(
			new Set(groups.flatMap(({ goals }) => goals.flatMap((goal) => goal.comparisons.map(({ outcome }) => outcome)))),
		).toEqual(new Set(['open']));
	});

	test('says lift and interval in words, and every group has its numbers', () => {
		const { verdict, groups, srm } = world([2_000, 200], [2_000, 300]);
		expect(verdict.says).toMatch(
			/^“Bold” is better than “As it was”: 50 % more \(between \d.* % and \d.* %\) in “Orders”\./,
		);
		expect(groups.map(({ name, people }) => [name, people])).toEqual([
			['device:desktop', 2_000],
			['device:mobile', 2_000],
		]);
		expect(srm).toEqual({ pValue: 1, alarm: false });
	});
});

describe('how an experience is judged is refused', () => {
	test.each<[string, object, string]>([
		['with an alpha of 0', { alpha: 0 }, 'alpha'],
		['by an unknown method', { method: 'gut' }, 'method'],
		['from a moment that is none', { from: 'then' }, 'from'],
		['with half a day', { minDays: 0.5 }, 'minDays'],
		[
			'with a goal twice',
			{
				goals: [
					{ goalId: 'x', role: 'primary' },
					{ goalId: 'x', role: 'guardrail' },
				],
			},
			'goals.1.goalId',
		],
		[
			'with two that decide',
			{
				goals: [
					{ goalId: 'x', role: 'primary' },
					{ goalId: 'y', role: 'primary' },
				],
			},
			'goals.1.role',
		],
		['with a goal of no role', { goals: [{ goalId: 'x' }] }, 'goals.0.role'],
	])('%s', (_, changes, path) => {
		try {
			parseJudging(changes);
		} catch (error) {
			expect(error).toBeInstanceOf(Refusal);
			expect(error).toMatchObject({ code: 'judging-invalid', path });
			return;
		}
		expect.unreachable();
	});

	test('and nothing said has a meaning', () => {
		const judging = parseJudging({});
		expect(judging).toMatchObject({ method: 'sequential', alpha: 0.05, goals: [], minDays: 7 });
		expect(parseJudging(judging)).toEqual(judging);
	});
});
