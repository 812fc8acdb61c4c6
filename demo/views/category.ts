import { type Category, products } from '../catalogue.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { shelve } from '../shelf.ts';
import { productCards } from './product-card.ts';

/** All products of one category. */
export function categoryPage(category: Category): Page {
	const items = products.filter((product) => product.category === category.id);
	return {
		status: 200,
		name: 'category',
		title: category.name,
		description: category.line,
		data: { list: { id: category.id, category: category.name }, products: items.map(shelve) },
		main: html`<div class="wrap block">
<nav class="crumbs" aria-label="You are here"><a href="/">Home</a> <span aria-hidden="true">/</span> <span>${category.name}</span></nav>
<h1 id="category-title">${category.name}</h1>
<p class="lead" id="category-line">${category.line}</p>
${productCards(items, 2)}
</div>`,
	};
}
