import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeFor } from './escape-for.ts';
import { liquidComplaint, positionInHtml, withPositions } from './liquid-positions.ts';

test.each([
	['', 'text'],
	['<p>Hello ', 'text'],
	['<p title="', 'attribute'],
	["<p title='a ", 'attribute'],
	['<p title="a > b" data-x="', 'attribute'],
	['<a href="', 'url'],
	['<a href="/search?q=', 'url-part'],
	["<a HREF = '", 'url'],
	['<img src="https://cdn.example/', 'url-part'],
	['<p style="color:', 'style'],
	['<style>p { color: ', 'style'],
	['<style>p{}</style><p>', 'text'],
	['<script>let x = ', 'script'],
	['<script>x</script><b>', 'text'],
	['<!-- <p title=" --> ', 'text'],
	['a < b ', 'text'],
	['<p ', null],
	['<p title=', null],
	['<p title="x" ', null],
	['<', 'text'],
	['</p ', null],
])('after %j a value lands in: %s', (before, position) => {
	expect(positionInHtml(before)).toBe(position);
});

test('each output gets the filter of its position, whatever it says', () => {
	const template = `<a href="{{ traits.url }}?x={{ a | default: "}}" }}" title='{{- b -}}'>{% if c > 1 %}{{ traits.name | raw }}{% endif %}</a>`;
	expect(withPositions(template, (before) => positionInHtml(before) ?? 'text')).toBe(
		`<a href="{{ traits.url | as_url }}?x={{ a | default: "}}" | as_url_part }}" title='{{ b | as_attribute }}'>{% if c > 1 %}{{ traits.name | raw | as_text }}{% endif %}</a>`,
	);
});

test.each([
	'{% echo x %}',
	'{% render "x" %}',
	'{% raw %}{{ x }}{% endraw %}',
	'{% liquid echo x %}',
	'{% tablerow a in b %}',
	'{% increment x %}',
	'{% cycle "a" %}',
	'{{ x',
	'{{ {{ x }} }}',
	'{% if x',
])('%j is refused', (template) => {
	expect(liquidComplaint(template)).toEqual(expect.any(String));
});

test.each([
	'{{ x }}',
	'{%- for a in b -%}{{ a.c | upcase }}{% endfor %}',
	'{% if a == "%}" %}x{% endif %}',
	'no { liquid } % here',
])('%j is taken', (template) => {
	expect(liquidComplaint(template)).toBeNull();
});

test('no value leaves its position', () => {
	const hostile = fc.oneof(
		fc.string(),
		fc.constantFrom(
			'"><script>',
			"'-alert(1)-'",
			'javascript:alert(1)',
			'</style>',
			'red;}*{x:url(//e)',
			'\u2028</script>',
		),
	);
	fc.assert(
		fc.property(hostile, (value) => {
			expect(escapeFor('text', value)).not.toMatch(/[<>]/);
			expect(escapeFor('attribute', value)).not.toMatch(/[<>"']/);
			expect(escapeFor('url', value)).not.toMatch(/[<>"']|^\s*javascript:/i);
			expect(escapeFor('url-part', value)).not.toMatch(/[^\w.~!*'()%-]/);
			expect(escapeFor('style', value)).not.toMatch(/[;:{}()<>"'\\/@!]/);
			expect(escapeFor('script', value)).not.toMatch(/[<>&\u2028\u2029]/);
			expect(JSON.parse(escapeFor('script', value))).toBe(value);
		}),
	);
});
