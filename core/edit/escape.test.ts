import fc from 'fast-check';
import { parse, parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { escapeAttribute, escapeJsonForScript, escapeText } from './escape.ts';

// What HTML itself changes: line ends, and characters that it cannot hold.
const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[\r\0]/.test(value));

test('escaped text is that text to an HTML parser, whatever it says', () => {
	fc.assert(
		fc.property(fc.oneof(text, fc.constant('</p><script>alert(1)</script>&amp;')), (value) => {
			const [paragraph] = parseFragment(`<p>${escapeText(value)}</p>`).childNodes;
			const children = paragraph && 'childNodes' in paragraph ? paragraph.childNodes : [];
			expect(children.map((child) => ('value' in child ? child.value : child.nodeName)).join('')).toBe(value);
		}),
	);
});

test('an escaped attribute is that value to an HTML parser, in either kind of quotes', () => {
	fc.assert(
		fc.property(fc.oneof(text, fc.constant(`"'><img src=x onerror=alert(1)>`)), (value) => {
			for (const quote of ['"', "'"]) {
				const [element] = parseFragment(`<p title=${quote}${escapeAttribute(value)}${quote}>`).childNodes;
				expect(element && 'attrs' in element ? element.attrs : null).toEqual([{ name: 'title', value }]);
			}
		}),
	);
});

test('escaped JSON is the same JSON and cannot leave its script', () => {
	const hostile = fc.constantFrom('</script>', '<!--<script>', ']]>', '\u2028', '&lt;');
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.oneof(hostile, fc.string({ unit: 'binary' }))), (value) => {
			const json = escapeJsonForScript(JSON.stringify(value));
			expect(json).not.toMatch(/[<>&\u2028\u2029]/);
			expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
		}),
	);
	const page = parse(`<head><script type="application/json">${escapeJsonForScript('"</script><b>"')}</script></head>`);
	expect(JSON.stringify(page, ['childNodes', 'nodeName'])).not.toContain('"b"');
});
