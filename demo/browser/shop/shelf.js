// @ts-check
/** @typedef {import('../../shelf.ts').ShelfItem} ShelfItem */

/** @returns {import('../../shelf.ts').PageData} */
export function pageData() {
	return JSON.parse(document.getElementById('shop-data')?.textContent ?? '{"list":null,"products":[]}');
}

/**
 * The cart with what the shelf knows of each line; lines of products that are no longer sold are left out.
 * @param {import('./cart.js').Cart} cart
 * @param {readonly ShelfItem[]} products
 */
export function matchShelf(cart, products) {
	return cart.flatMap(({ id, quantity }) => {
		const product = products.find((candidate) => candidate.id === id);
		return product ? [{ id, product, quantity }] : [];
	});
}
