// @ts-check
import { make } from './dom.js';
import { formatPrice } from './money.js';

/**
 * The rows of a sum: items, delivery, total and the tax within it.
 * @param {import('./cart.js').Totals} totals
 */
export function sumRows(totals) {
	const delivery = totals.deliveryCents === 0 ? 'Free' : formatPrice(totals.deliveryCents);
	return [
		row('Items', formatPrice(totals.itemsCents)),
		row('Delivery', delivery),
		row('Total', formatPrice(totals.totalCents), 'total'),
		row('VAT within', formatPrice(totals.taxCents), 'quiet'),
	];
}

/**
 * The lines of an order in short: name, quantity, price.
 * @param {readonly import('./segment.js').StockedLine[]} lines
 */
export function briefLines(lines) {
	return lines.map(({ product, quantity }) =>
		make(
			'li',
			{},
			make('span', {}, `${quantity} × ${product.name}`),
			make('span', { class: 'amount' }, formatPrice(product.priceCents * quantity)),
		),
	);
}

/**
 * @param {string} name
 * @param {string} value
 */
function row(name, value, className = '') {
	return make('div', { class: className }, make('dt', {}, name), make('dd', { class: 'amount' }, value));
}
