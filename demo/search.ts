import { findCategory, type Product, products } from './catalogue.ts';

/** Products that have every word of the query somewhere in their words, in the order of the shelves; none for an empty query. */
export function searchProducts(query: string): readonly Product[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return [];
	return products.filter((product) => {
		const text = wordsOf(product);
		return words.every((word) => text.includes(word));
	});
}

function wordsOf({ name, category, line, story, facts }: Product): string {
	return [name, findCategory(category)?.name, line, story, ...facts.flat()].join(' ').toLowerCase();
}
