import { expect, test } from 'vitest';
import type { Edit } from '../edit/types.ts';
import { exposureTargets } from './index.ts';

const variant = (id: string, ...edits: Edit[]) => ({ id, name: id, weight: 0.5, audience: null, edits });
const text = (selector: string): Edit => ({ id: selector, kind: 'text', selector, value: 'x' });
const targets = (...edits: Edit[]) =>
	exposureTargets({ kind: 'experiment', variants: [variant('a'), variant('b', ...edits)] });

test('an experiment is to be seen where any of its variants changes something, each place once', () => {
	const variants = [variant('a'), variant('b', text('h1'), text('.price')), variant('c', text('h1'))];
	expect(exposureTargets({ kind: 'experiment', variants })).toEqual(['h1', '.price']);
	expect(exposureTargets({ kind: 'personalization', variants })).toBeNull();
	expect(exposureTargets({ kind: 'personalization', variants }, true)).toEqual(['h1', '.price']);
	expect(targets()).toEqual([]);
});

test('an edit that may hide its element from its own selector is no place to look', () => {
	const href = (selector: string): Edit => ({ id: 'l', kind: 'attribute', selector, name: 'href', value: '/x' });
	const add = (selector: string): Edit => ({ id: 'c', kind: 'class', selector, add: [], remove: ['red'] });
	expect(targets(href('a[href="/sale"]'), add('.red'))).toEqual([]);
	expect(targets(href('a.sale'), add('main > a'), { id: 'h', kind: 'hide', selector: '#x' })).toEqual([
		'a.sale',
		'main > a',
		'#x',
	]);
});

test('what a variant may hide is no place where it has to be visible', () => {
	const variants = [variant('a'), variant('b', text('h1'), { id: 'h', kind: 'hide', selector: '#x' })];
	expect(exposureTargets({ kind: 'experiment', variants, exposure: 'visible' })).toEqual(['h1']);
	expect(exposureTargets({ kind: 'experiment', variants, exposure: 'rendered' })).toEqual(['h1', '#x']);
});

test('a page’s state has room for twenty', () => {
	expect(targets(...Array.from({ length: 30 }, (_, i) => text(`#e${i}`)))).toHaveLength(20);
});
