import { expect, test } from 'vitest';
import { readDays } from './read-days.ts';

test('days are whole and at least one; nothing is for ever', () => {
	expect(['', ' ', '1', ' 395 ', '36500'].map(readDays)).toEqual([null, null, 1, 395, 36_500]);
	expect(['0', '-3', '1.5', 'a year', '36501', '1e3'].map(readDays)).toEqual(Array(6).fill(undefined));
});
