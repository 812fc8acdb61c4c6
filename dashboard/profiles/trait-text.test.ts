import { expect, test } from 'vitest';
import { readTrait, traitText } from './trait-text.ts';

test('a value that is opened and saved stays what it is', () => {
	for (const value of ['007', '', 'true', 7, -0.5, true, false, ['a', { b: null }], { k: 1 }]) {
		const { type, text } = traitText(value);
		expect(readTrait(type, text)).toEqual({ value });
	}
});

test('what is no value of its type is told', () => {
	expect(readTrait('number', '1,5')).toEqual({ problem: 'This is no number.' });
	expect(readTrait('number', ' ')).toEqual({ problem: 'This is no number.' });
	expect(readTrait('json', '{a:1}')).toEqual({ problem: 'This is no JSON.' });
});
