import { expect, test } from 'vitest';
import { parseJudging } from '../../core/judge/index.ts';
import { planRows } from './plan-rows.ts';

const baseline = { days: 28, people: 28_000, mean: 0.05, variance: 0.0475, isShare: true };
const fixed = parseJudging({ method: 'fixed' });

test('half the lift takes four times the people, and half the visitors twice the days', () => {
	const rows = planRows(baseline, fixed, 2, 1) ?? [];
	expect(rows.map(({ lift, isWanted }) => [lift, isWanted])).toEqual([
		...[
			[0.05, false],
			[0.1, true],
			[0.2, false],
			[0.4, false],
		],
	]);
	const [half, whole] = rows;
	expect((half?.people ?? 0) / (whole?.people ?? 1)).toBeCloseTo(4, 0);
	expect(whole?.days).toBe(Math.ceil((whole?.people ?? 0) / 1_000));
	expect(planRows(baseline, fixed, 2, 0.5)?.[1]?.days).toBe(Math.ceil((whole?.people ?? 0) / 500));
});

test('more variants, and looking all the time, take more people', () => {
	const people = (variants: number, method: string) =>
		planRows(baseline, parseJudging({ method }), variants, 1)?.[1]?.people ?? 0;
	expect(people(3, 'fixed')).toBeCloseTo(people(2, 'fixed') * 1.5, -1);
	expect(people(2, 'sequential')).toBeGreaterThan(people(2, 'fixed'));
});

test('nothing can be planned on nobody, or on a goal that nobody reaches', () => {
	expect(planRows({ ...baseline, people: 0 }, fixed, 2, 1)).toBeNull();
	expect(planRows({ ...baseline, mean: 0, variance: 0 }, fixed, 2, 1)).toBeNull();
	expect(planRows(baseline, fixed, 2, 0)?.[0]?.days).toBeNull();
});
