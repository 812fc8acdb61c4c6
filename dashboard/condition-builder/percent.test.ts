import { expect, test } from 'vitest';
import { percentOf, shareIn } from './percent.ts';

test('shares are typed and shown as percent, to the letter', () => {
	expect(['12.5', '12,5', '7', '0.01', ''].map(shareIn)).toEqual([0.125, 0.125, 0.07, 0.0001, 0]);
	expect([0.125, 0.07, 0.29, 0.0001, 1].map(percentOf)).toEqual(['12.5', '7', '29', '0.01', '100']);
	expect(shareIn('half')).toBeNaN();
	// On the way to 12.5.
	expect(shareIn('12.')).toBe(0.12);
});
