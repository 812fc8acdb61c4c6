// @ts-check

import { maxQuantity, setQuantity } from './cart.js';
import { onCartChange, readCart, writeCart } from './cart-store.js';
import { find, make } from './dom.js';
import { formatPrice } from './money.js';
import { lineProperties, productProperties, stockedTotals } from './segment.js';
import { matchShelf, pageData } from './shelf.js';
import { sumRows } from './sums.js';
import { tell } from './tell.js';

/** @typedef {import('./segment.js').StockedLine} StockedLine */

const { products } = pageData();

/** Shows the cart and says that it was seen. */
export function showCart() {
	render();
	onCartChange(render);
	tell('track', 'Cart Viewed', { products: lineProperties(stockedCart(), location.origin) });
}

function stockedCart() {
	return matchShelf(readCart(), products);
}

function render() {
	const lines = stockedCart();
	find('cart').hidden = lines.length === 0;
	find('cart-empty').hidden = lines.length > 0;
	const focused = document.activeElement?.id;
	find('cart-lines').replaceChildren(...lines.map(lineRow));
	find('cart-sums').replaceChildren(...sumRows(stockedTotals(lines)));
	if (focused) document.getElementById(focused)?.focus();
}

/** @param {StockedLine} line */
function lineRow(line) {
	const { product, quantity } = line;
	const link = make('a', { href: `/p/${product.id}` }, product.name);
	return make(
		'li',
		{ class: 'line' },
		make('img', { class: 'art', src: `/art/${product.id}.svg`, alt: '', width: '96', height: '96' }),
		make(
			'div',
			{ class: 'line-name' },
			link,
			make('span', { class: 'quiet' }, `${formatPrice(product.priceCents)} each`),
		),
		quantityField(line),
		make('span', { class: 'amount' }, formatPrice(product.priceCents * quantity)),
		removeButton(line),
	);
}

/** @param {StockedLine} line */
function quantityField(line) {
	const field = make('input', {
		id: `quantity-${line.id}`,
		type: 'number',
		inputmode: 'numeric',
		min: '0',
		max: String(maxQuantity),
		value: String(line.quantity),
		'aria-label': `Quantity of ${line.product.name}`,
	});
	field.addEventListener('change', () => change(line, field.valueAsNumber));
	return field;
}

/** @param {StockedLine} line */
function removeButton(line) {
	const label = `Remove ${line.product.name}`;
	const button = make('button', { class: 'remove', type: 'button', 'aria-label': label, title: label }, '×');
	button.addEventListener('click', () => change(line, 0));
	return button;
}

/**
 * Sets a line's quantity and says what came in or went out. A field left empty changes nothing.
 * @param {StockedLine} line
 * @param {number} wanted
 */
function change(line, wanted) {
	const cart = readCart();
	writeCart(Number.isNaN(wanted) ? cart : setQuantity(cart, line.id, wanted));
	const now = readCart().find(({ id }) => id === line.id)?.quantity ?? 0;
	const difference = now - line.quantity;
	if (difference === 0) return;
	tell('track', difference > 0 ? 'Product Added' : 'Product Removed', {
		...productProperties(line.product, location.origin),
		quantity: Math.abs(difference),
	});
	find('cart-said').textContent = now === 0 ? `${line.product.name} removed.` : `${now} × ${line.product.name}.`;
	if (now === 0) find('cart-title').focus();
}
