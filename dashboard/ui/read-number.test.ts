import { expect, test } from 'vitest';
import { readNumber } from './read-number.ts';

test('what is typed is a number, nothing or wrong', () => {
	expect([readNumber('1.5'), readNumber(' 2,5 '), readNumber(' '), readNumber('x')]).toEqual([
		1.5,
		2.5,
		null,
		Number.NaN,
	]);
});
