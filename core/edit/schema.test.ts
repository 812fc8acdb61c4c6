import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { parseEdits } from './schema.ts';

const text = { id: 'e1', selector: 'h1', kind: 'text', value: 'Welcome back' };

test('edits of every kind are taken, unknown fields are dropped', () => {
	const edits = [
		{ ...text, expect: { tag: 'h1', text: 'Welcome' } },
		{ id: 'e2', selector: 'a.sale', kind: 'attribute', name: 'href', value: '/gold' },
		{ id: 'e3', selector: 'body', kind: 'class', add: ['returning'], remove: [] },
		{ id: 'e4', selector: '.hint', kind: 'hide' },
		{ ...text, id: 'signals', signals: { version: 1, tag: 'h1', text: { words: 'welcome', of: 1 } } },
		{ id: 'e5', selector: 'main', kind: 'insert', position: 'prepend', html: '<p>Hello</p>' },
		{ id: 'e6', selector: 'main', kind: 'html', html: '' },
		{ id: 'e7', selector: 'h1', kind: 'style', properties: { color: 'red !important', '--gap': '4px', margin: null } },
		{ id: 'e8', selector: '.ad', kind: 'remove' },
		{ id: 'e9', selector: 'header', kind: 'replace', html: '<header>New</header>' },
		{ id: 'e10', selector: '.reviews', kind: 'move', to: 'main > h1', position: 'after' },
		{ id: 'e11', selector: 'img.hero', kind: 'image', src: '/gold.png', alt: '' },
		{ id: 'e12', selector: 'a.cta', kind: 'link', href: '/gold', newTab: true },
		{ id: 'e13', selector: '', kind: 'css', css: 'main > h1 { color: gold; scroll-behavior: smooth }' },
		{ id: 'e14', selector: '', kind: 'redirect', url: '/gold' },
	];
	expect(parseEdits(edits.map((edit) => ({ ...edit, colour: 'red' })))).toEqual(edits);
});

test.each([
	['no list', {}, undefined],
	['an unknown kind', [{ ...text, kind: 'explode' }], '0.kind'],
	['no selector', [{ ...text, selector: ' ' }], '0.selector'],
	['a missing value', [{ id: 'e1', selector: 'h1', kind: 'text' }], '0.value'],
	['an event handler', [text, { id: 'e2', selector: 'a', kind: 'attribute', name: 'onclick', value: 'x' }], '1'],
	['a script', [{ id: 'e', selector: 'a', kind: 'insert', position: 'after', html: '<script>' }], '0.html'],
	['a class of two words', [{ id: 'e', selector: 'a', kind: 'class', add: ['a b'], remove: [] }], '0.add.0'],
	['a script element as target', [{ ...text, expect: { tag: 'script' } }], '0.expect.tag'],
	['signals that are none', [{ ...text, signals: { version: 1, tag: 'h1' } }], '0.signals.text'],
	['a style that breaks out', [{ ...text, kind: 'style', properties: { color: 'red; x: y' } }], '0.properties.color'],
	['no property of a style', [{ ...text, kind: 'style', properties: {} }], '0.properties'],
	['a style sheet that breaks out', [{ id: 'e', kind: 'css', css: 'a{}</style><script>' }], '0.css'],
	['a style sheet with a bracket left open', [{ id: 'e', kind: 'css', css: 'a { color: red' }], '0.css'],
	['a style sheet that takes in another', [{ id: 'e', kind: 'css', css: '@im\\port "//evil"' }], '0.css'],
	['an element for a style sheet', [{ id: 'e', selector: 'a', kind: 'css', css: 'a{}' }], '0.selector'],
	['a link that is code', [{ ...text, kind: 'link', href: ' java\nscript:x' }], '0.href'],
	['a picture that is a page', [{ ...text, kind: 'image', src: 'data:text/html,x' }], '0.src'],
	['a way to code', [{ id: 'e', kind: 'redirect', url: 'javascript:x' }], '0.url'],
	['a move to nowhere', [{ ...text, kind: 'move', to: '', position: 'after' }], '0.to'],
	['a move to what is no selector', [{ ...text, kind: 'move', to: 'a[', position: 'after' }], '0.to'],
	['the same id twice', [text, text], undefined],
])('%s is refused with its path', (_, json, path) => {
	try {
		parseEdits(json);
	} catch (error) {
		expect(error).toBeInstanceOf(Refusal);
		expect(error).toMatchObject({ code: 'edit-invalid', path });
		return;
	}
	expect.unreachable();
});
