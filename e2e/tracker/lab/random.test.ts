import { expect, test } from 'vitest';
import { seeded } from './random.ts';

const draws = (seed: number) => {
	const random = seeded(seed);
	return Array.from({ length: 1_000 }, () => random.between(1, 6));
};

test('the same seed draws the same, another draws something else', () => {
	expect(draws(7)).toEqual(draws(7));
	expect(draws(8)).not.toEqual(draws(7));
});

test('every number between the two is drawn, and no other', () => {
	expect([...new Set(draws(7))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
