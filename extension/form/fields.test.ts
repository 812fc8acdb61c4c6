import { describe, expect, it } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import { complaintAbout, editOf, fieldsOf } from './fields.ts';
import { type FormKind, kindsFor } from './kinds.ts';

const about = { selector: '#hero', expect: { tag: 'section' } };
const made = (kind: FormKind, fields: Readonly<Record<string, string>>) => editOf(kind, 'e', about, fields);

describe('what a form refuses at once, in words, as saving would', () => {
	it.each<[string, FormKind, Readonly<Record<string, string>>, RegExp]>([
		['code in HTML', 'html', { content: '<script>x</script>' }, /must not hold <script>/],
		['event handlers in HTML', 'insert', { html: '<b onclick=x>' }, /event handlers/],
		['no HTML to insert', 'insert', { html: '' }, /The HTML is missing/],
		['no HTML to put in its place', 'replace', {}, /The HTML is missing/],
		['a link that runs code', 'link', { href: ' JavaScript:alert(1)' }, /must not be javascript:/],
		['a link to nowhere', 'link', { href: ' ' }, /The address is missing/],
		['a picture within an address', 'image', { src: 'data:image/png;base64,AA' }, /must not be javascript: or data:/],
		['a style without a property', 'style', {}, /Which property/],
		['a style that would end its attribute', 'style', { color: 'red; x' }, /holds no ;/],
		[
			'a line that is no property',
			'style',
			{ lines: 'fill red' },
			/is not a style property’s name|is not a style property's name/,
		],
		['an attribute without a name', 'attribute', { value: 'x' }, /Which attribute/],
		['an attribute that is code', 'attribute', { name: 'onclick', value: 'x' }, /Event handlers/],
		['no classes', 'class', { add: ' ' }, /Which classes/],
		['a move to nowhere', 'move', { to: '' }, /Which element/],
		['a style sheet that takes in others', 'css', { css: '@import "x"' }, /must not take in others/],
		['a style sheet that is not closed', 'css', { css: 'p {' }, /not closed/],
		['an empty style sheet', 'css', {}, /is empty/],
		['a redirect that runs code', 'redirect', { url: 'javascript:x' }, /must not be javascript:/],
	])('%s', (_, kind, fields, says) => expect(complaintAbout(made(kind, fields))).toMatch(says));
});

const edits: readonly Edit[] = [
	{ ...about, id: 'e', kind: 'link', href: '/sale', newTab: true },
	{ ...about, id: 'e', kind: 'link', href: '/sale' },
	{ ...about, id: 'e', kind: 'image', src: '/a.png', alt: 'A hill' },
	{ ...about, id: 'e', kind: 'style', properties: { color: 'red !important', 'line-height': '2', margin: null } },
	{ ...about, id: 'e', kind: 'html', html: '' },
	{ ...about, id: 'e', kind: 'replace', html: '<b>x</b>' },
	{ ...about, id: 'e', kind: 'insert', position: 'prepend', html: '<b>x</b>' },
	{ ...about, id: 'e', kind: 'move', position: 'before', to: '#strip' },
	{ ...about, id: 'e', kind: 'class', add: ['a', 'b'], remove: ['c'] },
	{ ...about, id: 'e', kind: 'attribute', name: 'title', value: null },
	{ ...about, id: 'e', kind: 'remove' },
	{ id: 'e', selector: '', kind: 'css', css: 'p{color:red}' },
	{ id: 'e', selector: '', kind: 'redirect', url: '/gold' },
];

describe('a form', () => {
	it.each(edits)('makes the very edit again that it was opened for: $kind', (edit) => {
		if (edit.kind === 'text' || edit.kind === 'hide') throw new Error('these have no form');
		expect(editOf(edit.kind, edit.id, edit, fieldsOf(edit))).toEqual(edit);
		expect(complaintAbout(edit)).toBeNull();
	});

	it('offers what fits the element', () => {
		const kinds = (tag: string) => kindsFor(tag).map(({ kind }) => kind);
		expect(kinds('a')).toContain('link');
		expect(kinds('p')).not.toContain('link');
		expect(kinds('img')).toEqual(expect.arrayContaining(['image', 'replace']));
		expect(kinds('img')).not.toContain('html');
	});
});
