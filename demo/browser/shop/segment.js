// @ts-check
/** The shapes that Segment's e-commerce specification gives to products, carts and orders. Amounts are decimals. */
import { totalsOf } from './cart.js';
import { currency, toDecimal } from './money.js';

/**
 * @typedef {import('../../shelf.ts').ShelfItem} ShelfItem
 * @typedef {{ readonly id: string, readonly product: ShelfItem, readonly quantity: number }} StockedLine
 */

/**
 * @param {ShelfItem} product
 * @param {string} origin the shop's address, for the absolute URLs that e-mails need
 */
export function productProperties(product, origin) {
	return {
		product_id: product.id,
		sku: product.sku,
		name: product.name,
		category: product.category,
		brand: 'Fernweh',
		price: toDecimal(product.priceCents),
		currency,
		url: `${origin}/p/${product.id}`,
		image_url: `${origin}/art/${product.id}.svg`,
	};
}

/**
 * @param {readonly StockedLine[]} lines
 * @param {string} origin
 */
export function lineProperties(lines, origin) {
	return lines.map(({ product, quantity }, i) => ({
		...productProperties(product, origin),
		quantity,
		position: i + 1,
	}));
}

/**
 * Prices include VAT and Segment's do not: `subtotal` and `shipping` are net, so that with `tax` they add up to `total`.
 * @param {readonly StockedLine[]} lines
 * @param {string} orderId
 * @param {string} origin
 */
export function orderProperties(lines, orderId, origin) {
	const totals = stockedTotals(lines);
	return {
		order_id: orderId,
		total: toDecimal(totals.totalCents),
		subtotal: toDecimal(totals.subtotalNetCents),
		revenue: toDecimal(totals.subtotalNetCents),
		shipping: toDecimal(totals.deliveryNetCents),
		tax: toDecimal(totals.taxCents),
		currency,
		products: lineProperties(lines, origin),
	};
}

/** @param {readonly StockedLine[]} lines */
export function stockedTotals(lines) {
	const prices = new Map(lines.map(({ id, product }) => [id, product.priceCents]));
	return totalsOf(lines, (id) => prices.get(id) ?? 0);
}
