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
		{ ...text, id: 'e6', signals: { version: 1, tag: 'h1', text: { words: 'welcome', of: 1 } } },
		{ id: 'e5', selector: 'main', kind: 'insert', position: 'prepend', html: '<p>Hello</p>' },
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
