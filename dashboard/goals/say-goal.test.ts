import { expect, test } from 'vitest';
import { parseGoal } from '../../core/goal/index.ts';
import { sayGoal } from './say-goal.ts';

const say = (goal: object) =>
	sayGoal(parseGoal({ id: 'g', name: 'g', event: 'Order Completed', kind: 'conversion', ...goal }));
const value = 'properties.total';

test.each<[object, string]>([
	[{}, 'Share of people with “Order Completed”'],
	[{ windowHours: 72 }, 'Share of people with “Order Completed”, within 3 days'],
	[{ kind: 'count', lessIsBetter: true }, 'How often “Order Completed” happens, a person; less is better'],
	[
		{ kind: 'sum', value, cap: { kind: 'percentile', share: 0.99 } },
		'The total of “Order Completed”, added up for each person, capped at the amount that 99 % do not exceed',
	],
	[
		{ kind: 'ratio', value, per: { event: 'Order Completed' } },
		'Total of “Order Completed” for each “Order Completed”',
	],
	[
		{ kind: 'retention', delayHours: 24, windowHours: 36 },
		'Share of people who are back with “Order Completed”, from 1 day after they saw a variant and for 36 hours',
	],
	[{ kind: 'quantile', quantile: 0.9, value }, 'What 90 % of people do not exceed in total of “Order Completed”'],
	[{ where: { 'properties.total': 1 } }, 'Share of people with “Order Completed” (under a condition)'],
])('%j is said', (goal, said) => {
	expect(say(goal)).toBe(said);
});
