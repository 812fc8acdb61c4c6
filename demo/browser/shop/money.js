// @ts-check
export const currency = 'EUR';

const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency });

/**
 * A price for people: `12900` → `€129.00`.
 * @param {number} cents
 */
export function formatPrice(cents) {
	return format.format(cents / 100);
}

/**
 * A price for events, which carry plain decimals: `12900` → `129`.
 * @param {number} cents
 */
export function toDecimal(cents) {
	return cents / 100;
}
