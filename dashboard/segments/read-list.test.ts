import { expect, test } from 'vitest';
import { readList } from './read-list.ts';

test('one person a line is read, with the line; empty lines are nobody', () => {
	expect(readList('u-1\n\n  ada@shop.example \r\nu-2')).toEqual([
		{ line: 1, value: 'u-1' },
		{ line: 3, value: 'ada@shop.example' },
		{ line: 4, value: 'u-2' },
	]);
	expect(readList('')).toEqual([]);
});

test('a heading says which column counts', () => {
	const csv = '\uFEFFName,E-Mail,userId\n"Lovelace, Ada",ada@shop.example,u-1\nGrace,grace@shop.example,\n';
	expect(readList(csv)).toEqual([
		{ line: 2, value: 'u-1' },
		{ line: 3, value: 'grace@shop.example' },
	]);
	expect(readList('userId,note\n,someone')).toEqual([{ line: 2, value: '' }]);
	expect(readList('name;email\nAda;ada@shop.example')).toEqual([{ line: 2, value: 'ada@shop.example' }]);
});

test('lines are counted as an editor counts them, also where a cell has several', () => {
	expect(readList('note,email\n"two\nlines",ada@shop.example\nx,grace@shop.example')).toEqual([
		{ line: 2, value: 'ada@shop.example' },
		{ line: 4, value: 'grace@shop.example' },
	]);
});

test('what is no proper CSV is still read', () => {
	expect(readList('"never closed\nu-2')).toHaveLength(1);
	expect(readList('id\n__proto__\n')).toEqual([{ line: 2, value: '__proto__' }]);
});
