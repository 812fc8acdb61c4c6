import { expect, test } from 'vitest';
import { chartOf } from './chart-of.ts';

const variants = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id.toUpperCase(), weight: 0.2 }));

test('the chart has every day, and puts together what it has no colours for', () => {
	const days = [
		{ date: '2026-11-29', people: { a: 1, d: 2, e: 3 } },
		{ date: '2026-12-01', people: { b: 4 } },
	];
	expect(chartOf({ days, variants })).toEqual({
		series: ['A', 'B', 'C', 'Others'],
		days: [
			{ date: '2026-11-29', values: [1, 0, 0, 5] },
			{ date: '2026-11-30', values: [0, 0, 0, 0] },
			{ date: '2026-12-01', values: [0, 4, 0, 0] },
		],
	});
	expect(chartOf({ days: [], variants: variants.slice(0, 2) })).toEqual({ series: ['A', 'B'], days: [] });
});
