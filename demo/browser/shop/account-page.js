// @ts-check
import { customerNumber, readCustomer, writeCustomer } from './customer.js';
import { fieldValue, find, findForm } from './dom.js';
import { tell } from './tell.js';

/** Signs in and out. Signing in is what tells the tracker who this is. */
export function showAccount() {
	const form = findForm('sign-in-form');
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const email = fieldValue(form, 'email');
		const firstName = fieldValue(form, 'firstName');
		const customer = { email, ...(firstName && { firstName }) };
		writeCustomer(customer);
		tell('identify', await customerNumber(email), customer);
		render();
		find('account-said').textContent = firstName ? `Good to see you, ${firstName}.` : 'Good to see you.';
	});
	find('sign-out').addEventListener('click', () => {
		writeCustomer(null);
		tell('reset');
		render();
		find('account-said').textContent = 'Signed out.';
	});
	render();
}

function render() {
	const customer = readCustomer();
	find('sign-in-form').hidden = customer !== null;
	find('signed-in').hidden = customer === null;
	find('signed-in-email').textContent = customer?.email ?? '';
}
