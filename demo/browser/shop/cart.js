// @ts-check
/**
 * The cart's arithmetic, with no browser in it. Amounts are whole euro cents and include VAT, as prices
 * on European shelves do; the tax is taken out of them, so that subtotal + shipping + tax is the total to the cent.
 *
 * @typedef {{ readonly id: string, readonly quantity: number }} Line
 * @typedef {readonly Line[]} Cart
 * @typedef {{ readonly itemsCents: number, readonly deliveryCents: number, readonly totalCents: number,
 *   readonly subtotalNetCents: number, readonly deliveryNetCents: number, readonly taxCents: number }} Totals
 */

export const maxQuantity = 99;
export const freeDeliveryFromCents = 7500;
export const deliveryCents = 490;
const vatPercent = 19;

/**
 * Reads a stored cart. Storage belongs to the visitor: whatever is not a line is left out, and it never throws.
 * @param {string | null} stored
 * @returns {Cart}
 */
export function parseCart(stored) {
	/** @type {unknown} */
	let value;
	try {
		value = JSON.parse(stored ?? '[]');
	} catch {
		return [];
	}
	if (!Array.isArray(value)) return [];
	return value.filter(isLine).reduce((cart, line) => addToCart(cart, line.id, line.quantity), /** @type {Cart} */ ([]));
}

/**
 * @param {Cart} cart
 * @param {string} id
 */
export function quantityOf(cart, id) {
	return cart.find((line) => line.id === id)?.quantity ?? 0;
}

/**
 * @param {Cart} cart
 * @param {string} id
 * @param {number} quantity
 * @returns {Cart}
 */
export function addToCart(cart, id, quantity = 1) {
	return setQuantity(cart, id, quantityOf(cart, id) + quantity);
}

/**
 * Sets a line's quantity, held to 0..99; 0 takes the line out.
 * @param {Cart} cart
 * @param {string} id
 * @param {number} quantity
 * @returns {Cart}
 */
export function setQuantity(cart, id, quantity) {
	const held = Number.isFinite(quantity) ? Math.min(Math.max(Math.trunc(quantity), 0), maxQuantity) : 0;
	if (held === 0) return cart.filter((line) => line.id !== id);
	if (quantityOf(cart, id) === 0) return [...cart, { id, quantity: held }];
	return cart.map((line) => (line.id === id ? { id, quantity: held } : line));
}

/** @param {Cart} cart */
export function countItems(cart) {
	return cart.reduce((sum, line) => sum + line.quantity, 0);
}

/**
 * What the cart costs. Delivery is free from 75 euros on, and for an empty cart.
 * @param {Cart} cart
 * @param {(id: string) => number} priceCentsOf
 * @returns {Totals}
 */
export function totalsOf(cart, priceCentsOf) {
	const itemsCents = cart.reduce((sum, line) => sum + priceCentsOf(line.id) * line.quantity, 0);
	const delivery = itemsCents === 0 || itemsCents >= freeDeliveryFromCents ? 0 : deliveryCents;
	const itemsTax = taxWithin(itemsCents);
	const deliveryTax = taxWithin(delivery);
	return {
		itemsCents,
		deliveryCents: delivery,
		totalCents: itemsCents + delivery,
		subtotalNetCents: itemsCents - itemsTax,
		deliveryNetCents: delivery - deliveryTax,
		taxCents: itemsTax + deliveryTax,
	};
}

/** @param {number} grossCents */
function taxWithin(grossCents) {
	return Math.round((grossCents * vatPercent) / (100 + vatPercent));
}

/**
 * @param {unknown} value
 * @returns {value is Line}
 */
function isLine(value) {
	if (typeof value !== 'object' || value === null) return false;
	return 'id' in value && typeof value.id === 'string' && 'quantity' in value && typeof value.quantity === 'number';
}
