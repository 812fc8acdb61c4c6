// @ts-check

import { addToCart, quantityOf } from './cart.js';
import { readCart, writeCart } from './cart-store.js';
import { fieldValue, find, findForm } from './dom.js';
import { productProperties } from './segment.js';
import { pageData } from './shelf.js';
import { tell } from './tell.js';

/** Says which product is seen, and puts it into the cart. */
export function showProduct() {
	const [product] = pageData().products;
	if (!product) return;
	const properties = productProperties(product, location.origin);
	tell('track', 'Product Viewed', properties);

	const form = findForm('add-form');
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const before = readCart();
		const after = addToCart(before, product.id, Number(fieldValue(form, 'quantity')));
		const added = quantityOf(after, product.id) - quantityOf(before, product.id);
		if (added > 0) {
			writeCart(after);
			tell('track', 'Product Added', { ...properties, quantity: added });
		}
		find('add-said').textContent =
			added > 0 ? `In your cart: ${added} × ${product.name}.` : 'Your cart has all 99 of it.';
	});
}
