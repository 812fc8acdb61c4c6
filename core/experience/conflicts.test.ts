import { expect, test } from 'vitest';
import type { Edit } from '../edit/types.ts';
import { type Experience, parseExperience } from '../release/index.ts';
import { findConflicts, sayConflict } from './conflicts.ts';

function text(selector: string, expected?: Edit['expect']): Edit {
	return { id: selector, kind: 'text', selector, value: 'x', ...(expected && { expect: expected }) };
}

function experience(id: string, edits: readonly Edit[], changes: Partial<Experience> = {}): Experience {
	const variants = [{ id: 'v', name: 'V', edits }];
	return parseExperience({ id, siteId: 'shop', name: id.toUpperCase(), kind: 'personalization', variants, ...changes });
}

test('two experiences that change the same thing on the same pages are named, with what they change', () => {
	const pair = [experience('a', [text('h1'), text('p')]), experience('b', [text('p'), text('h2')])];
	const conflicts = findConflicts(pair);
	expect(conflicts).toEqual([{ first: 'a', second: 'b', over: ['p'] }]);
	expect(conflicts.map((one) => sayConflict(one, (id) => id.toUpperCase()))).toEqual([
		'“A” and “B” both change the element p: where both apply, “A” goes first.',
	]);
});

test('two that send visitors elsewhere clash, and two style sheets do not', () => {
	const pageEdit = (id: string, json: string) => ({ ...experience(id, []), variants: [variantOf(JSON.parse(json))] });
	const variantOf = (edit: Edit) => ({ id: 'v', name: 'V', weight: 1, audience: null, edits: [edit] });
	const redirects = ['a', 'b'].map((id) => pageEdit(id, '{ "id": "e", "kind": "redirect", "url": "/sale" }'));
	expect(findConflicts(redirects)).toEqual([{ first: 'a', second: 'b', over: ['redirect'] }]);
	const sheets = ['a', 'b'].map((id) => pageEdit(id, '{ "id": "e", "kind": "css", "css": "h1 { color: red }" }'));
	expect(findConflicts(sheets)).toEqual([]);
});

test.each<[string, Experience, Experience, string[] | null]>([
	['spaces in selectors', experience('a', [text('main  >  h1')]), experience('b', [text('main>h1')]), ['main>h1']],
	['an id, whatever leads to it', experience('a', [text('h1#hero')]), experience('b', [text('main #hero')]), ['#hero']],
	[
		'what the element held',
		experience('a', [text('main h1', { tag: 'h1', text: 'Welcome' })]),
		experience('b', [text('.title', { tag: 'h1', text: 'Welcome ' })]),
		['text:h1 Welcome'],
	],
	[
		'a value',
		experience('a', [], {
			variants: [{ id: 'v', name: 'V', weight: 1, audience: null, edits: [], values: { price: 1 } }],
		}),
		experience('b', [], {
			variants: [{ id: 'v', name: 'V', weight: 1, audience: null, edits: [], values: { price: 2 } }],
		}),
		['value:price'],
	],
	['different elements', experience('a', [text('h1')]), experience('b', [text('h2')]), null],
	[
		'different pages',
		experience('a', [text('h1')], { pages: { include: ['/a'], exclude: [] } }),
		experience('b', [text('h1')], { pages: { include: ['/b'], exclude: [] } }),
		null,
	],
	[
		'parts of a group that share nobody',
		experience('a', [text('h1')], { namespace: ['hero', 0, 0.5] }),
		experience('b', [text('h1')], { namespace: ['hero', 0.5, 1] }),
		null,
	],
	[
		'parts of a group that overlap',
		experience('a', [text('h1')], { namespace: ['hero', 0, 0.6] }),
		experience('b', [text('h1')], { namespace: ['hero', 0.5, 1] }),
		['h1'],
	],
	[
		'parts of two groups',
		experience('a', [text('h1')], { namespace: ['hero', 0, 0.5] }),
		experience('b', [text('h1')], { namespace: ['other', 0.5, 1] }),
		['h1'],
	],
])('what counts as the same thing: %s', (_, a, b, over) => {
	expect(findConflicts([a, b]).map((one) => one.over)).toEqual(over === null ? [] : [over]);
});
