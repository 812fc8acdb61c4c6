import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { compilePages, compilePattern, readPage } from './page.ts';

function matches(pattern: string, url: string): boolean {
	const page = readPage(url);
	return page !== null && compilePattern(pattern)(page);
}

test.each([
	['/products/*', 'https://shop.example/products/lamp?ref=a#b'],
	['/products/:id', 'https://shop.example/products/lamp'],
	['/:locale/products/:id/*', 'https://shop.example/de/products/lamp/reviews/2'],
	['/', 'https://shop.example/?utm_source=x'],
	['/*', 'http://shop.localhost:8787/anything/at/all'],
	['/café', 'https://shop.example/caf%C3%A9'],
	['/search?q=*', 'https://shop.example/search?q=lamp&page=2'],
	['/search?*page=2', 'https://shop.example/search?q=lamp&page=2'],
	['https://shop.example', 'https://shop.example/any/page'],
	['https://*.example/*', 'https://shop.example/a'],
	['https://SHOP.example:443/a', 'https://shop.example/a'],
	['http://shop.localhost:8787/*', 'http://shop.localhost:8787/a'],
	['*://shop.example:*/*', 'http://shop.example:81/a'],
	['https://bücher.example/*', 'https://xn--bcher-kva.example/a'],
])('%s is for %s', (pattern, url) => {
	expect(matches(pattern, url)).toBe(true);
});

test.each([
	['/products/*', 'https://shop.example/products'],
	['/products/:id', 'https://shop.example/products/'],
	['/products/:id', 'https://shop.example/products/lamp/reviews'],
	['/', 'https://shop.example/a'],
	['/a*b*a', 'https://shop.example/aba/ab'],
	['/search?q=*', 'https://shop.example/search'],
	['https://shop.example/*', 'http://shop.example/a'],
	['https://shop.example/*', 'https://shop.example.evil.example/a'],
	['https://*.example.com/*', 'https://example.com/a'],
	['http://shop.localhost/*', 'http://shop.localhost:8787/a'],
	['/*', 'not a url'],
])('%s is not for %s', (pattern, url) => {
	expect(matches(pattern, url)).toBe(false);
});

test.each(['', 'products', 'shop.example/a', '/(a+)+', '/{a}?', '/a b', '/a#b', '/:id?', '/:id*', '/a:id', '/:a-:b'])(
	'the pattern %j is refused',
	(pattern) => {
		expect(() => compilePattern(pattern)).toThrow(Refusal);
	},
);

test('an exclude wins over an include, and no include means every page', () => {
	const page = readPage('https://shop.example/account/orders');
	const rule = (include: string[], exclude: string[]) => page && compilePages({ include, exclude })(page);
	expect(rule([], [])).toBe(true);
	expect(rule(['/account/*'], ['/checkout'])).toBe(true);
	expect(rule(['/account/*'], ['*://*/account/*'])).toBe(false);
	expect(rule([], ['/account/*'])).toBe(false);
});

test('paths match as URLPattern matches them', () => {
	const piece = fc.constantFrom('a', 'ab', 'b', '-', '*', '/', '/:x/', '/:y');
	const pattern = fc
		.array(piece, { maxLength: 7 })
		.map((pieces) => `/${pieces.join('')}`)
		.filter(
			(text) =>
				!/[^/]:|:\w[^/]|\*\*|\/\/|^\/\//.test(text) &&
				new Set(text.match(/:\w/g)).size === (text.match(/:\w/g)?.length ?? 0),
		);
	const path = fc.array(fc.constantFrom('a', 'b', '-', '/'), { maxLength: 10 }).map((parts) => `/${parts.join('')}`);
	fc.assert(
		fc.property(pattern, path, (text, pathname) => {
			const url = `https://shop.example${pathname}`;
			expect(matches(text, url)).toBe(new URLPattern({ pathname: text }).test(url));
		}),
		{ numRuns: 3_000 },
	);
});

test('no pattern makes a hostile address slow', () => {
	const url = `https://shop.example/${'a/'.repeat(4_000)}b`;
	const start = performance.now();
	for (const pattern of [`/${'*a'.repeat(200)}c`, `/*${'/:x'.repeat(100)}/c*/:y/d`, `/${'a/*/'.repeat(100)}c`]) {
		expect(matches(pattern, url)).toBe(false);
	}
	expect(performance.now() - start).toBeLessThan(200);
});
