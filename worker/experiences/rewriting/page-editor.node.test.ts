import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rule } from './element-editor.ts';
import { PageEditor } from './page-editor.ts';

const decoder = new TextDecoder();

/** What comes out of a page that comes in pieces of this length. */
function edited(html: string, rules: readonly Rule[], length = Number.POSITIVE_INFINITY): string {
	const bytes = new TextEncoder().encode(html);
	const editor = new PageEditor(rules, '[S]', 'utf-8');
	const parts: Uint8Array[] = [];
	let offset = 0;
	for (let to = 0; to < bytes.length; ) {
		to = Math.min(bytes.length, to + length);
		const { parts: more, read } = editor.push(bytes.slice(offset, to));
		parts.push(...more);
		offset += read;
	}
	parts.push(...editor.end(bytes.slice(offset)));
	return parts.map((part) => decoder.decode(part, { stream: true })).join('');
}

const rule = (selector: string, edit: Rule['edit']): Rule => ({ selector, edit });
const page = fc
	.array(
		fc.constantFrom(
			...[
				'<p>',
				'<p class=a>',
				'</p>',
				'<div id=x title="a>b">',
				'</div>',
				'<li>',
				'<ul>',
				'</ul>',
				'<b>',
				'</b>',
				'<br>',
				'<img src=a/>',
			],
			...[
				'text',
				' é ',
				'<',
				'<!-- <p> -->',
				'<!--',
				'<script>"<p>"</script>',
				'<script>',
				'<svg><path/></svg>',
				'<head>',
				'</head>',
				'<title>t</title>',
			],
		),
		{ maxLength: 20 },
	)
	.map((parts) => parts.join(''));
const rules = fc
	.uniqueArray(
		fc.constantFrom(
			rule('p', (element) => element.setText('New')),
			rule('li', (element) => element.expect({ text: 'text', html: 'New' })),
			rule('.a', (element) => element.setAttribute('class', 'b')),
			rule('#x', (element) => element.setAttribute('title', null)),
			rule('div > p', (element) => element.setContent('<i>in</i>')),
			rule('ul li:nth-child(2)', (element) => element.replace('<i>for</i>')),
			rule('b', (element) => element.insert('append', '<i>end</i>')),
			rule('div', (element) => element.insert('after', '<i>after</i>')),
			rule('li:first-of-type', (element) => element.insert('before', '<i>before</i>')),
			rule('br', (element) => element.insert('after', '<i>after</i>')),
		),
	)
	.map((all) => [...all]);

describe('an edited page', () => {
	it('comes out the same wherever it is cut', () => {
		fc.assert(
			fc.property(page, rules, fc.integer({ min: 1, max: 9 }), (html, all, length) => {
				expect(edited(html, all, length)).toBe(edited(html, all));
			}),
			{ numRuns: 3000 },
		);
	});

	it('of which no rule finds anything is as it was, but for what goes to its head', () => {
		fc.assert(
			fc.property(page, (html) => {
				const none = [
					rule('p.none', (element) => element.replace('')),
					rule('i > *', (element) => element.setContent('x')),
				];
				expect(edited(html, none).replace('[S]', '')).toBe(html);
			}),
		);
	});

	it('has its head’s end once, whatever else there is', () => {
		fc.assert(
			fc.property(page, rules, (html, all) => {
				expect(edited(html, all).split('[S]')).toHaveLength(html === '' ? 1 : 2);
			}),
		);
	});
});

it('the head of a page is never in what goes', () => {
	const emptied = [rule('p', (element) => element.setContent('<i>in</i>'))];
	expect(edited('<p><head></head></p>1', emptied)).toBe('<p><i>in</i></p>1[S]');
	expect(edited('<p><head></p>1', emptied)).toBe('<p><i>in</i></p>1[S]');
});

describe('a page that ends within a character', () => {
	it.each(['<!-- é <', '<!--é', '<!-- é', '<script>é', '<script><!--é', '<textarea>é</text', '<svg><![CDATA[é', '<!é'])(
		'or a comment, as %s, keeps both whole',
		(html) => {
			for (let length = 1; length <= html.length; length++) expect(edited(html, [], length)).toBe(`${html}[S]`);
		},
	);

	it.each(['<p class="é', 'é<', 'é</', 'é<!-'])('of a tag, as %s, has its head before the tag', (html) => {
		const at = html.indexOf('<');
		for (let length = 1; length <= html.length; length++)
			expect(edited(html, [], length)).toBe(`${html.slice(0, at)}[S]${html.slice(at)}`);
	});

	it('of a content that goes has none of it', () => {
		const html = '<p><!-- é';
		const emptied = [rule('p', (element) => element.setContent('<i>in</i>'))];
		for (let length = 1; length <= html.length; length++) expect(edited(html, emptied, length)).toBe('<p><i>in</i>[S]');
	});
});

describe('a page on which an edit fails', () => {
	const failing = rule('b', () => {
		throw new Error('a defect of ours');
	});
	const expecting = rule('p', (element) => element.expect({ text: 'Old', html: 'New' }));
	beforeEach(() => {
		vi.spyOn(console, 'error').mockReturnValue();
	});
	afterEach(() => {
		vi.restoreAllMocks();
	});

	it.each([
		['<i>1</i><p>Old</p><b>2</b><i>3</i>', '<i>1</i><p>New</p><b>2</b><i>3</i>'],
		['<p>Old<b>2</b></p><i>3</i>', '<p>Old<b>2</b></p><i>3</i>'],
	])('%s is whole, and edited as far as that was', (html, expected) => {
		for (let length = 1; length <= html.length; length++) {
			const out = edited(html, [expecting, failing], length);
			// What comes in one piece with it goes by as it is, too.
			expect([expected, html]).toContain(out);
			if (length === 1) expect(out).toBe(expected);
		}
	});
});

describe('attributes', () => {
	const set = (name: string, value: string | null) => [rule('a', (element) => element.setAttribute(name, value))];

	it.each([
		['<a>', 'x', '1', '<a x="1">'],
		['<a/>', 'x', '1', '<a x="1"/>'],
		['<a  b = c  >', 'x', '1', '<a  b = c x="1"  >'],
		["<a x='\"' y>", 'x', '&"', '<a x="&&quot;" y>'],
		['<a b="1"x="2"c="3">', 'x', null, '<a b="1"c="3">'],
		['<a b="1"c="3">', 'b', null, '<a c="3">'],
		['<a X=1 x=2 y>', 'x', null, '<a y>'],
		['<a b="é" x>', 'x', '2', '<a b="é" x="2">'],
		['<a b="é" x>', 'b', null, '<a x>'],
	])('%s with %s set to %s is %s', (page, name, value, expected) => {
		expect(edited(page, set(name, value))).toBe(`${expected}[S]`);
	});
});
