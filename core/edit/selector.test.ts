import { expect, test } from 'vitest';
import { checkEdgeSelector } from './selector.ts';

test.each([
	'*',
	'h1',
	'main > h1.title',
	'#hero .headline:first-child',
	'a[href^="/products/"]',
	"input[type=text i], input[type='EMAIL' s]",
	'li:nth-child(2n + 1)',
	'li:nth-child(odd) > a',
	'p:nth-of-type(3)',
	'p:first-of-type',
	'section:not(.dark) h2',
	'div:not([hidden])',
	'.md\\:flex .w-\\[10PX\\]',
	'[data-title="A > B + C ~ D :has(x)"]',
	'  ul   li ,ol li  ',
	'größe.ñ',
	'my-element',
	'[onclick]',
	'[data-a="[B"]',
	'a[HREF="/x"]',
])('the edge takes %j', (selector) => {
	expect(checkEdgeSelector(selector)).toEqual({ edge: true });
});

test.each([
	['h1 + p', 'combinator +'],
	['h1 ~ p', 'combinator ~'],
	['h1~p', 'combinator ~'],
	['div:has(> img)', ':has'],
	[':is(h1, h2)', ':is'],
	[':where(h1)', ':where'],
	['li:last-child', ':last-child'],
	['li:only-child', ':only-child'],
	['li:nth-last-child(2)', ':nth-last-child'],
	['p:empty', ':empty'],
	[':root', ':root'],
	['a:hover', ':hover'],
	['p::before', '::before'],
	['li:first-childish', ':first-childish'],
	['li:nth-child(2 of .x)', 'plain An+B'],
	['div:not(div p)', 'one simple selector'],
	['div:not(.a.b)', 'one simple selector'],
	['div:not(.a, .b)', 'one simple selector'],
	['svg|a', 'not a CSS selector'],
	['', 'not a CSS selector'],
	['   ', 'not a CSS selector'],
	['h1,', 'not a CSS selector'],
	['> h1', 'not a CSS selector'],
	['h1 > > p', 'not a CSS selector'],
	['a[href', 'not a CSS selector'],
	['.1a', 'not a CSS selector'],
	['a || b', 'not a CSS selector'],
])('the edge leaves %j to the browser', (selector, reason) => {
	expect(checkEdgeSelector(selector)).toEqual({ edge: false, reason: expect.stringContaining(reason) });
});

test('a hostile selector is judged at once', () => {
	const start = performance.now();
	for (const part of ['a ', 'a,', '\\a', '[a="', ':not(', '-', '  ']) checkEdgeSelector(part.repeat(20_000));
	expect(performance.now() - start).toBeLessThan(500);
});
