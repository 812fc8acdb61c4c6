import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';

test.each([
	['<p class="a" data-x="1">Hi <b>you</b></p>', '<p class="a" data-x="1">Hi <b>you</b></p>'],
	['<tr><td colspan=2>x', '<tr><td colspan="2">x</td></tr>'],
	['<p onclick=x>a<script>b</script>c', '<p>ac</p>'],
	['<a href="java&#115;cript:x" title=t>a</a>', '<a title="t">a</a>'],
	['<form action=/x><label>a</label></form>', '<label>a</label>'],
	['<custom-box><p>a</p></custom-box>', '<p>a</p>'],
	['<svg><path/>a</svg><iframe src=x></iframe>b<!-- c -->', 'b'],
	['<p style="color:red">a</p><p style="x:url(javascript:y)">b</p>', '<p style="color:red">a</p><p>b</p>'],
	['<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">', ''],
])('%s becomes %s', (html, expected) => {
	expect(cleanHtml(html)).toBe(expected);
});

test('what is cleaned is clean to whoever parses it again', () => {
	const piece = fc.constantFrom(
		'<p>',
		'</p>',
		'<svg>',
		'</svg>',
		'<style>',
		'</style>',
		'<table>',
		'<td>',
		'<a href="javascript:x">',
		'<img src=x onerror=y>',
		'<math>',
		'<mtext>',
		'<template>',
		'</template>',
		'<!--',
		'-->',
		'<select>',
		'<textarea>',
		'</textarea>',
		'<noscript>',
		'<title>',
		'text',
		'"',
		"'>",
		'<form><form>',
		'<script>x</script>',
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			const cleaned = cleanHtml(pieces.join(''));
			expect(cleanHtml(cleaned)).toBe(cleaned);
			expect(JSON.stringify(parseFragment(cleaned), ['childNodes', 'nodeName', 'attrs', 'name', 'value'])).not.toMatch(
				/"nodeName":"(?:script|style|svg|math|iframe|template)"|"name":"on|"value":"javascript:/,
			);
		}),
		{ numRuns: 2_000 },
	);
});
