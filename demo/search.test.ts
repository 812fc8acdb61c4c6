import { expect, test } from 'vitest';
import { searchProducts } from './search.ts';

const found = (query: string) => searchProducts(query).map(({ id }) => id);

test('finds what has all words of the query, in any case', () => {
	expect(found('wanderer')).toEqual(['wanderer-28']);
	expect(found('  28 WANDERER ')).toEqual(['wanderer-28']);
	expect(found('packs').length).toBeGreaterThanOrEqual(4);
});

test.each(['', '   ', 'submarine', 'wanderer submarine', '<script>', '.*'])('finds nothing for %j', (query) => {
	expect(found(query)).toEqual([]);
});
