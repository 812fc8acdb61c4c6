import { products } from '../catalogue.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { shelve } from '../shelf.ts';

/** After the order. The script fills in what was ordered, and says that the order is complete exactly once. */
export function thanksPage(): Page {
	return {
		status: 200,
		name: 'thanks',
		title: 'Thank you',
		description: 'Your order is with us.',
		data: { list: null, products: products.map(shelve) },
		main: html`<div class="wrap block narrow">
<h1 id="thanks-title">Thank you</h1>
<p class="lead" id="thanks-line">We start packing in the morning.</p>
<p><a class="button" href="/">Back to the shop</a></p>
<div class="sums thanks" id="order" hidden>
<p>Order <strong id="order-number"></strong></p>
<ul class="brief" id="order-lines"></ul>
<dl id="order-sums"></dl>
</div>
</div>`,
	};
}
