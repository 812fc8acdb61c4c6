// @ts-check
import { readCart, writeCart } from './cart-store.js';
import { customerNumber, readCustomer } from './customer.js';
import { fieldValue, find, findForm } from './dom.js';
import { orderNumber, writeOrder } from './order.js';
import { orderProperties, stockedTotals } from './segment.js';
import { matchShelf, pageData } from './shelf.js';
import { briefLines, sumRows } from './sums.js';
import { tell } from './tell.js';

/** Walks through contact, delivery and payment, and places the order. */
export function showCheckout() {
	const lines = matchShelf(readCart(), pageData().products);
	find('checkout').hidden = lines.length === 0;
	find('checkout-empty').hidden = lines.length > 0;
	if (lines.length === 0) return;
	find('checkout-lines').replaceChildren(...briefLines(lines));
	find('checkout-sums').replaceChildren(...sumRows(stockedTotals(lines)));

	const orderId = orderNumber(crypto.getRandomValues(new Uint8Array(8)));
	tell('track', 'Checkout Started', orderProperties(lines, orderId, location.origin));

	const form = findForm('checkout-form');
	// The browser would check all three steps at once, and the later ones are still closed.
	form.noValidate = true;
	fillIn(form);
	const steps = [...form.querySelectorAll('fieldset')];
	let current = 0;
	open(steps, current);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const step = steps[current];
		if (!step || !isComplete(step)) return;
		current += 1;
		tell('track', 'Checkout Step Completed', { checkout_id: orderId, step: current, ...chosen(form, current) });
		if (current === 1) introduce(form);
		if (current < steps.length) {
			open(steps, current);
			return;
		}
		writeOrder({ id: orderId, cart: lines.map(({ id, quantity }) => ({ id, quantity })), reported: false });
		writeCart([]);
		location.assign('/thanks');
	});
}

/** @param {HTMLFormElement} form */
function fillIn(form) {
	const customer = readCustomer();
	for (const [name, value] of Object.entries(customer ?? {})) {
		const field = form.elements.namedItem(name);
		if (field instanceof HTMLInputElement) field.value = value;
	}
}

/**
 * Opens the step at `current`, keeps those before it open, and those after it closed.
 * @param {readonly HTMLFieldSetElement[]} steps
 * @param {number} current
 */
function open(steps, current) {
	steps.forEach((step, i) => {
		step.disabled = i > current;
		step.classList.toggle('done', i < current);
	});
	if (current > 0) steps[current]?.querySelector('input')?.focus();
}

/** @param {HTMLFieldSetElement} step */
function isComplete(step) {
	return [...step.querySelectorAll('input')].every((input) => input.reportValidity());
}

/**
 * Segment's step properties: how it is sent after the second, how it is paid after the third.
 * @param {HTMLFormElement} form
 * @param {number} step
 */
function chosen(form, step) {
	if (step === 2) return { shipping_method: 'Parcel' };
	return step === 3 ? { payment_method: fieldValue(form, 'payment') } : {};
}

/** @param {HTMLFormElement} form */
async function introduce(form) {
	const email = fieldValue(form, 'email');
	tell('identify', await customerNumber(email), {
		email,
		firstName: fieldValue(form, 'firstName'),
		lastName: fieldValue(form, 'lastName'),
	});
}
