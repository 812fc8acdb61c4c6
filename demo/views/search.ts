import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { searchProducts } from '../search.ts';
import { shelve } from '../shelf.ts';
import { productCards } from './product-card.ts';

/** Longer than anybody types. */
const queryMaxLength = 100;

/** The search: its form, and what was found for the query. */
export function searchPage(said = ''): Page {
	const query = said.slice(0, queryMaxLength).trim();
	const items = searchProducts(query);
	return {
		status: 200,
		name: 'search',
		title: 'Search',
		description: 'Search the shop.',
		data: { list: items.length > 0 ? { id: 'search', category: 'Search' } : null, products: items.map(shelve) },
		main: html`<div class="wrap block">
<h1 id="search-title">What are you looking for?</h1>
<form class="search-form" id="search-form" action="/search" role="search">
<label class="sr" for="search-query">Search the shop</label>
<input id="search-query" name="q" type="search" maxlength="${queryMaxLength}" value="${query}" placeholder="A tent, a stove, 45 litres" required>
<button class="button" type="submit">Search</button>
</form>
${query === '' ? null : results(query, items.length)}
${items.length > 0 ? productCards(items, 2) : null}
</div>`,
	};
}

function results(query: string, count: number): Html {
	if (count === 0) {
		return html`<p class="lead" id="search-said">Nothing here for “${query}”. Try a shorter word, or look through <a href="/c/packs">the packs</a>.</p>`;
	}
	return html`<p class="lead" id="search-said">${count} for “${query}”</p>`;
}
