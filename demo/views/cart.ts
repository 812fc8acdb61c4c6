import { products } from '../catalogue.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { shelve } from '../shelf.ts';

/** The cart's frame: the lines live in the browser, so the script fills `#cart-lines` and `#cart-sums`. */
export function cartPage(): Page {
	return {
		status: 200,
		name: 'cart',
		title: 'Cart',
		description: 'What you have picked so far.',
		data: { list: null, products: products.map(shelve) },
		main: html`<div class="wrap block">
<h1 id="cart-title" tabindex="-1">Your cart</h1>
<div class="till" id="cart" hidden>
<ul class="lines" id="cart-lines"></ul>
<aside class="sums" aria-label="Sums">
<dl id="cart-sums"></dl>
<a class="button button-big" id="checkout-link" href="/checkout">To checkout</a>
<p class="quiet">Nothing is charged: this is a demonstration.</p>
</aside>
</div>
<div class="empty" id="cart-empty" hidden>
<p>Nothing in here yet. The daypack is a good first step.</p>
<p><a class="button" href="/p/wanderer-28">Look at the Wanderer 28</a></p>
</div>
<p class="sr" id="cart-said" role="status"></p>
<noscript><p class="note">The cart is kept in your browser and needs JavaScript.</p></noscript>
</div>`,
	};
}
