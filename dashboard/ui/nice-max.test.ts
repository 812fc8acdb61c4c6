import { expect, it } from 'vitest';
import { niceMax } from './nice-max.ts';

it.each([
	[0, 5],
	[5, 5],
	[6, 10],
	[11, 20],
	[21, 50],
	[51, 100],
	[100, 100],
	[101, 200],
	[987_654, 1_000_000],
])('an axis that shows %i ends at %i', (most, max) => {
	expect(niceMax(most)).toBe(max);
});
