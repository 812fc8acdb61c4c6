// @ts-check
import { productProperties } from './segment.js';
import { pageData } from './shelf.js';
import { tell } from './tell.js';

/** Home, category and search pages: says which products were on the list. */
export function reportList() {
	const { list, products } = pageData();
	if (!list) return;
	tell('track', 'Product List Viewed', {
		list_id: list.id,
		category: list.category,
		products: products.map((product, i) => ({ ...productProperties(product, location.origin), position: i + 1 })),
	});
}
