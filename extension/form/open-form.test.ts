import { describe, expect, it } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import { formFor, type OpenForm, sketchOf, withKind } from './open-form.ts';

const style: Edit = { id: 's', kind: 'style', selector: '#hero', properties: { color: 'red' } };
const insert: Edit = { id: 'i', kind: 'insert', selector: '#hero', position: 'after', html: '<b>x</b>' };
const form: OpenForm = {
	...{ id: '', isNew: true, kind: 'attribute', about: { selector: '#hero' }, tag: 'p', title: 'p' },
	...{ fields: { content: 'Old' }, now: {}, confidence: 1 },
};

describe('a form', () => {
	it('goes on with the edit of its kind that the element has already', () => {
		expect(withKind(form, 'style', [style], 'new')).toMatchObject({ id: 's', isNew: false, fields: { color: 'red' } });
		expect(withKind(form, 'style', [{ ...style, selector: 'p' }], 'new')).toMatchObject({ id: 'new', isNew: true });
	});

	it('makes one more of what an element may have several of', () => {
		expect(withKind(form, 'insert', [insert], 'new')).toMatchObject({ id: 'new', isNew: true });
	});

	it('keeps what was filled in while its kind is chosen', () => {
		expect(withKind(form, 'html', [], 'new').fields).toEqual({ content: 'Old' });
	});

	it('shows nothing of what would be refused', () => {
		expect(sketchOf({ ...form, kind: 'html', fields: { content: '<script>' } })).toBeNull();
		expect(sketchOf({ ...form, id: 'e', kind: 'html' })).toMatchObject({ id: 'e', selector: '#hero', html: 'Old' });
	});

	it('opens for an edit that is there, and for none that has no form', () => {
		expect(formFor(insert)).toMatchObject({ id: 'i', isNew: false, kind: 'insert', fields: { html: '<b>x</b>' } });
		expect(formFor({ id: 'h', kind: 'hide', selector: '#hero' })).toBeNull();
	});
});
