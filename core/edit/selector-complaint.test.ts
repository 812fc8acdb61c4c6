import { expect, test } from 'vitest';
import { selectorComplaint } from './selector-complaint.ts';

test.each([
	'h1',
	'#hero > h1.title:not(.a, .b)',
	'a[href="x > (y"] + p ~ ul',
	'div:has(> p:nth-child(2n + 1))',
	String.raw`.md\:flex`,
	'a, b',
	'li:nth-child(-n+3)',
	'[data-x~="1"]',
])('%s is left to the browsers', (selector) => {
	expect(selectorComplaint(selector)).toBeNull();
});

test.each([
	['div + p:has(179…', /counterpart/],
	['a[href', /counterpart/],
	['a]', /counterpart/],
	['a[title="x]', /quotation/],
	['h1 >', /combinator/],
	['> h1', /combinator/],
	['a,,b', /comma/],
	['a,', /comma/],
	['h1 { color: red }', /no meaning/],
	['<b>', /no meaning/],
])('%s is told: %s', (selector, complaint) => {
	expect(selectorComplaint(selector)).toMatch(complaint);
});
