import { formatPrice } from '../browser/shop/money.js';
import { findCategory, type Product, products } from '../catalogue.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { shelve } from '../shelf.ts';
import { productCards } from './product-card.ts';

/** One product: its picture, its story, its facts, and a form that adds it to the cart. */
export function productPage(product: Product): Page {
	const neighbours = products.filter((other) => other.category === product.category && other !== product);
	return {
		status: 200,
		name: 'product',
		title: product.name,
		description: product.line,
		data: { list: null, products: [shelve(product)] },
		main: html`<article class="wrap block" id="product">
<nav class="crumbs" aria-label="You are here"><a href="/">Home</a> <span aria-hidden="true">/</span> <a href="/c/${product.category}">${findCategory(product.category)?.name ?? null}</a> <span aria-hidden="true">/</span> <span>${product.name}</span></nav>
<div class="product">
<img class="art product-art" id="product-art" src="/art/${product.id}.svg" alt="Drawing of the ${product.name}" width="240" height="240" fetchpriority="high">
<div>
<h1 id="product-name">${product.name}</h1>
<p class="lead" id="product-line">${product.line}</p>
<p class="price price-big" id="product-price">${formatPrice(product.priceCents)}</p>
<p class="quiet">VAT included. Free delivery from €75.</p>
${addForm()}
<p id="product-story">${product.story}</p>
<dl class="facts" id="product-facts">
${product.facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
${product.category === 'packs' ? sizes() : null}
</div>
</div>
</article>
<section class="wrap block" id="neighbours" aria-labelledby="neighbours-title">
<h2 id="neighbours-title">Goes well with it</h2>
${productCards(neighbours, 3)}
</section>`,
	};
}

/** The size chart, to download. */
function sizes(): Html {
	return html`<p><a id="pack-sizes" href="/papers/pack-sizes.pdf" download>Which size fits your back (PDF)</a></p>`;
}

function addForm(): Html {
	return html`<form class="add" id="add-form" method="post">
<label for="add-quantity">Quantity</label>
<input id="add-quantity" name="quantity" type="number" inputmode="numeric" min="1" max="99" value="1" required>
<button class="button button-big" id="add-button" type="submit">Add to cart</button>
<p class="said" id="add-said" role="status"></p>
</form>
<noscript><p class="note">The cart is kept in your browser and needs JavaScript.</p></noscript>`;
}
