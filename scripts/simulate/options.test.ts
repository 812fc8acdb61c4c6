import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const state = { url: 'http://localhost:8787', shopUrl: 'http://shop.localhost:8787' };

test('nothing said means what npm start runs, and a lift of 30 %', () => {
	expect(readOptions([], state)).toEqual({ ...state, visitors: 4_000, browsers: 2, base: 0.2, lift: 0.3, seed: 1 });
	expect(readOptions(['--lift=-0.2', '--to', 'http://localhost:1/x'], state)).toMatchObject({
		lift: -0.2,
		url: 'http://localhost:1',
	});
});

test.each([
	[['--visitors', 'many'], /whole number/],
	[['--browsers', '-1'], /.+/],
	[['--base', '1'], /between 0 and 1/],
	[['--lift', '20'], /--lift/],
	[['--to', 'here'], /addresses/],
	[['--what'], /--what/],
])('%j is refused in words', (args, said) => {
	expect(readOptions(args, state)).toMatch(said);
});

test('without anything running it says so', () => {
	expect(readOptions([], {})).toMatch(/npm start/);
});
