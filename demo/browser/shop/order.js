// @ts-check
import { parseCart } from './cart.js';
import { keep, recall } from './storage.js';

const key = 'fernweh.order';

/** @typedef {{ readonly id: string, readonly cart: import('./cart.js').Cart, readonly reported: boolean }} Order */

/**
 * A new order number: readable on the telephone, and as good as unique in a shop of this size.
 * @param {Uint8Array} random at least 8 bytes
 */
export function orderNumber(random) {
	const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
	const text = Array.from(random.slice(0, 8), (byte) => letters[byte % letters.length]).join('');
	return `FW-${text.slice(0, 4)}-${text.slice(4)}`;
}

/**
 * The last order of this browser.
 * @returns {Order | null}
 */
export function readOrder() {
	try {
		const value = JSON.parse(recall(key) ?? 'null');
		if (typeof value?.id !== 'string') return null;
		return { id: value.id, cart: parseCart(JSON.stringify(value.cart)), reported: value.reported === true };
	} catch {
		return null;
	}
}

/** @param {Order} order */
export function writeOrder(order) {
	keep(key, JSON.stringify(order));
}
