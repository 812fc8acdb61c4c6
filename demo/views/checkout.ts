import { products } from '../catalogue.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { shelve } from '../shelf.ts';

/** Checkout in three steps on one page. Each opens when the one before it is complete; the last places the order. */
export function checkoutPage(): Page {
	return {
		status: 200,
		name: 'checkout',
		title: 'Checkout',
		description: 'Three short steps to your order.',
		data: { list: null, products: products.map(shelve) },
		main: html`<div class="wrap block">
<h1 id="checkout-title">Checkout</h1>
<div class="till" id="checkout" hidden>
<form class="steps" id="checkout-form" method="post">
${step(1, 'Who are you?', contact(), 'On to delivery')}
${step(2, 'Where to?', delivery(), 'On to payment')}
${step(3, 'How will you pay?', payment(), 'Place the order')}
</form>
<aside class="sums" aria-label="Your order">
<ul class="brief" id="checkout-lines"></ul>
<dl id="checkout-sums"></dl>
</aside>
</div>
<div class="empty" id="checkout-empty" hidden>
<p>There is nothing to check out yet.</p>
<p><a class="button" href="/">Back to the shop</a></p>
</div>
<noscript><p class="note">The cart is kept in your browser and needs JavaScript.</p></noscript>
</div>`,
	};
}

function step(number: number, legend: string, fields: Html, next: string): Html {
	return html`<fieldset class="step" id="step-${number}" data-step="${number}">
<legend><span class="step-number">${number}</span> ${legend}</legend>
<div class="step-body">
${fields}
<button class="button next" type="submit" id="step-${number}-next">${next}</button>
</div>
</fieldset>`;
}

function contact(): Html {
	return html`${field('email', 'E-mail', 'email', 'email')}
<div class="pair">
${field('firstName', 'First name', 'text', 'given-name')}
${field('lastName', 'Last name', 'text', 'family-name')}
</div>`;
}

function delivery(): Html {
	return html`${field('street', 'Street and number', 'text', 'street-address')}
<div class="pair">
${field('postalCode', 'Postcode', 'text', 'postal-code')}
${field('city', 'Town', 'text', 'address-level2')}
</div>
<div class="field"><label for="country">Country</label>
<select id="country" name="country" autocomplete="country">
<option value="DE" selected>Germany</option>
<option value="AT">Austria</option>
<option value="FR">France</option>
<option value="NL">Netherlands</option>
</select></div>`;
}

function payment(): Html {
	return html`<div class="choice"><input type="radio" id="pay-invoice" name="payment" value="invoice" checked><label for="pay-invoice">Invoice <span class="quiet">Pay when it has arrived</span></label></div>
<div class="choice"><input type="radio" id="pay-transfer" name="payment" value="transfer"><label for="pay-transfer">Bank transfer <span class="quiet">We send when it has arrived</span></label></div>`;
}

function field(name: string, label: string, type: string, autocomplete: string): Html {
	return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="120" required></div>`;
}
