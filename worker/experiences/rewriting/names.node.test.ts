import { html } from 'parse5';
import { expect, it } from 'vitest';
import { nameOf } from './names.ts';

it('names of elements and attributes have numbers of their own, in lower and upper case the same', () => {
	const names = [
		...new Set([...Object.values(html.TAG_NAMES), ...Object.values(html.ATTRS)].map((name) => name.toLowerCase())),
		...'id class href src title hidden data-id data-x data-price encoding linearGradient feTurbulence clipPath'
			.toLowerCase()
			.split(' '),
	];
	expect(new Set(names.map(nameOf)).size).toBe(new Set(names).size);
	expect(names.map((name) => nameOf(name.toUpperCase()))).toEqual(names.map(nameOf));
});
