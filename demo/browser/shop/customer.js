// @ts-check
import { keep, recall } from './storage.js';

const key = 'fernweh.customer';

/** @typedef {{ readonly email: string, readonly firstName?: string }} Customer */

/**
 * Who is signed in on this browser.
 * @returns {Customer | null}
 */
export function readCustomer() {
	try {
		const value = JSON.parse(recall(key) ?? 'null');
		return typeof value?.email === 'string' ? value : null;
	} catch {
		return null;
	}
}

/** @param {Customer | null} customer */
export function writeCustomer(customer) {
	keep(key, customer && JSON.stringify(customer));
}

/**
 * The customer number of an e-mail address, the same in every browser, as a shop's own server would give it.
 * Null where the page has no cryptography (plain http on a host that is not local): the person is then known by e-mail alone.
 * @param {string} email
 */
export async function customerNumber(email) {
	if (!globalThis.crypto?.subtle) return null;
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(email.toLowerCase()));
	const hex = Array.from(new Uint8Array(hash, 0, 8), (byte) => byte.toString(16).padStart(2, '0'));
	return `customer-${hex.join('')}`;
}
