import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globsMeet, pagesOverlap } from './overlap.ts';
import { compileGlob } from './pattern.ts';

const rule = (include: string[], exclude: string[] = []) => ({ include, exclude });

test.each([
	[['/'], ['/'], true],
	[['/'], ['/cart'], false],
	[[], ['/cart'], true],
	[[], [], true],
	[['/products/*'], ['/*/tent'], true],
	[['/products/:id'], ['/products/tent/reviews'], false],
	[['/products/:id'], ['/products/*'], true],
	[['/a', '/b'], ['/c', '/b'], true],
	[['https://shop.example/*'], ['https://blog.example/*'], false],
	[['https://*.example/*'], ['https://blog.example/x'], true],
	[['https://shop.example/*'], ['/x'], true],
	[['https://shop.example/'], ['http://shop.example/'], false],
	[['https://shop.example:443/'], ['https://shop.example/'], true],
	[['/?a=1'], ['/?a=2'], false],
	[['/?a=*'], ['/'], true],
])('pages %j and %j overlap: %j', (one, other, expected) => {
	expect(pagesOverlap(rule(one), rule(other))).toBe(expected);
	expect(pagesOverlap(rule(other), rule(one))).toBe(expected);
});

test('pages that one excludes do not overlap with it', () => {
	expect(pagesOverlap(rule(['/sale/shoes']), rule([], ['/sale/*']))).toBe(false);
	expect(pagesOverlap(rule([], ['/sale/*']), rule(['/sale/shoes']))).toBe(false);
	expect(pagesOverlap(rule(['/sale/*']), rule(['/*'], ['/sale/shoes']))).toBe(true);
	expect(pagesOverlap(rule(['/a', '/b']), rule(['/*'], ['/a']))).toBe(true);
	expect(pagesOverlap(rule(['/a']), rule(['/*'], ['https://other.example/a']))).toBe(true);
});

test('a condition on the visit does not make two pages different', () => {
	const mobile = { ...rule(['/']), condition: { 'device.type': 'mobile' } };
	expect(pagesOverlap(mobile, rule(['/']))).toBe(true);
});

test('two globs meet exactly when some short text fits both', () => {
	const glob = fc.array(fc.constantFrom('a', 'b', '/', '*', '/:x/'), { maxLength: 4 }).map((parts) => parts.join(''));
	const texts = textsOf(['a', 'b', '/'], 6);
	fc.assert(
		fc.property(glob, glob, (one, other) => {
			const [first, second] = [compileGlob(one, true), compileGlob(other, true)];
			const found = texts.some((text) => first(text) && second(text));
			if (found) expect(globsMeet(one, other, true)).toBe(true);
			// What only long texts fit is beyond this search.
			else if (one.length + other.length <= 6) expect(globsMeet(one, other, true)).toBe(false);
		}),
		{ numRuns: 500 },
	);
});

function textsOf(letters: readonly string[], longest: number): string[] {
	const all = [''];
	for (let from = 0, length = 0; length < longest; length++) {
		const to = all.length;
		for (; from < to; from++) for (const letter of letters) all.push((all[from] ?? '') + letter);
	}
	return all;
}
