import { expect, it } from 'vitest';
import { parseExperience } from '../../core/release/index.ts';
import { conflictsOf, goesFirst, sharedOut } from './resolve-conflict.ts';

function live(id: string, priority: number, changes: object = {}) {
	const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: id }];
	const variants = [{ id: 'v', name: 'V', edits }];
	return parseExperience({
		...{ id, siteId: 'shop', name: id, kind: 'personalization', status: 'live', priority, variants },
		...changes,
	});
}

const [a, b] = [live('a', 1), live('b', 2)];

it('finds what live drafts would clash over, by their priority', () => {
	expect(conflictsOf([b, a])).toEqual([{ first: 'a', second: 'b', over: ['h1'] }]);
	expect(conflictsOf([live('b', 2, { status: 'draft' }), a])).toEqual([]);
});

it('lets the other go first', () => {
	expect(conflictsOf([a, goesFirst(a, b)])).toEqual([{ first: 'b', second: 'a', over: ['h1'] }]);
});

it('shares visitors out, so that nothing clashes', () => {
	expect(conflictsOf(sharedOut(a, b))).toEqual([]);
});

it('has nothing to say while a draft’s pages cannot be read', () => {
	expect(conflictsOf([a, live('b', 2, { pages: { include: ['no path'] } })])).toEqual([]);
});
