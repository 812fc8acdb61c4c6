// @ts-check
import { parseCart } from './cart.js';
import { keep, recall } from './storage.js';

const key = 'fernweh.cart';
const changes = new EventTarget();

/** The cart as it is kept now, also by the shop's other tabs. */
export function readCart() {
	return parseCart(recall(key));
}

/** @param {import('./cart.js').Cart} cart */
export function writeCart(cart) {
	keep(key, JSON.stringify(cart));
	changes.dispatchEvent(new Event('change'));
}

/**
 * Calls back after each change, here or in another tab.
 * @param {() => void} listener
 */
export function onCartChange(listener) {
	changes.addEventListener('change', listener);
	addEventListener('storage', (event) => {
		if (event.key === key || event.key === null) listener();
	});
}
