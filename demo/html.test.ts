import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { dataBlock, html } from './html.ts';
import { elementsOf, textOf } from './testing/elements.ts';

test('whatever a value holds, it stays text or an attribute', () => {
	const text = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '/', ' ', '-', '!', ';') });
	fc.assert(
		fc.property(text, (value) => {
			const elements = elementsOf(parseFragment(html`<p title="${value}">${value}</p>`.text));
			expect(elements.map(({ tagName, attrs }) => [tagName, attrs])).toEqual([['p', [{ name: 'title', value }]]]);
			expect(elements.map(textOf)).toEqual([value]);
		}),
	);
});

test('markup within markup is not escaped again, and null is nothing', () => {
	const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
	expect(html`<ul>${items}${null}</ul>${3}`.text).toBe('<ul><li>a</li><li>&lt;</li></ul>3');
});

test.each(['</script>', '<!--<script>', '&lt;', '\u2028'])(
	'a data block holds %j and ends where it should',
	(value) => {
		const elements = elementsOf(parseFragment(`${dataBlock('d', { value }).text}<i></i>`));
		expect(elements.map(({ tagName }) => tagName)).toEqual(['script', 'i']);
		expect(JSON.parse(textOf(elements[0] ?? parseFragment('')))).toEqual({ value });
	},
);
