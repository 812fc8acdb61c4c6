// @ts-check
import { fieldValue, find, findForm } from './dom.js';
import { tell } from './tell.js';

/** The newsletter form at the foot of every page. It names an e-mail address, and signs nobody in. */
export function listenForNewsletter() {
	const form = findForm('newsletter-form');
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		tell('identify', null, { email: fieldValue(form, 'email') });
		tell('track', 'Newsletter Signed Up', { list_id: 'seasonal-letter', placement: 'footer' });
		form.reset();
		find('newsletter-said').textContent = 'The next letter comes to you.';
	});
}
