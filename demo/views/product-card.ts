import { formatPrice } from '../browser/shop/money.js';
import type { Product } from '../catalogue.ts';
import { type Html, html } from '../html.ts';

/** A list of products as cards; the whole card leads to the product by its one link. */
export function productCards(items: readonly Product[], level: 2 | 3): Html {
	return html`<ul class="cards">
${items.map((item) => productCard(item, level, `card-${item.id}`))}</ul>`;
}

/** @param id the element's */
export function productCard(item: Product, level: 2 | 3, id: string): Html {
	const link = html`<a href="/p/${item.id}">${item.name}</a>`;
	return html`<li class="card" id="${id}">
<img class="art" src="/art/${item.id}.svg" alt="" width="240" height="240" loading="lazy">
${level === 2 ? html`<h2 class="card-name">${link}</h2>` : html`<h3 class="card-name">${link}</h3>`}
<p class="card-line">${item.line}</p>
<p class="price">${formatPrice(item.priceCents)}</p>
</li>
`;
}
