import { expect, it } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import { describeEdit } from './describe-edit.ts';

const at = { id: 'e', selector: 'h1' };

it.each<[Edit, string]>([
	[{ ...at, kind: 'text', value: 'Welcome back' }, 'Text of h1 becomes “Welcome back”'],
	[{ ...at, kind: 'attribute', name: 'href', value: '/sale' }, 'Attribute href of h1 becomes “/sale”'],
	[{ ...at, kind: 'attribute', name: 'href', value: null }, 'Attribute href of h1 is removed'],
	[{ ...at, kind: 'class', add: ['big'], remove: ['small'] }, 'Classes of h1: +big −small'],
	[{ ...at, kind: 'hide' }, 'h1 is hidden'],
	[{ ...at, kind: 'insert', position: 'append', html: '<p>' }, 'HTML is inserted at the end of h1'],
	[{ ...at, kind: 'html', html: '' }, 'h1 is emptied'],
	[{ ...at, kind: 'style', properties: { color: 'red', margin: null } }, 'Style of h1: color: red; −margin'],
	[{ ...at, kind: 'move', to: 'main', position: 'prepend' }, 'h1 goes at the start of main'],
	[{ ...at, kind: 'link', href: '/gold', newTab: true }, 'h1 leads to /gold, in a new tab'],
	[{ id: 'e', selector: '', kind: 'redirect', url: '/gold' }, 'Visitors are led to /gold'],
	[{ ...at, selector: '', kind: 'hide' }, 'an element not chosen yet is hidden'],
])('%j reads “%s”', (edit, sentence) => {
	expect(describeEdit(edit)).toBe(sentence);
});
