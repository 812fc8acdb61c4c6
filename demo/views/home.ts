import { categories, products } from '../catalogue.ts';
import { brand, hero } from '../copy.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { shelve } from '../shelf.ts';
import { productCards } from './product-card.ts';

/** The home page: hero, the featured products, a banner, and the way into each category. */
export function homePage(): Page {
	const featured = products.filter((product) => product.featured);
	return {
		status: 200,
		name: 'home',
		title: 'Outdoor goods',
		description: `${brand.name}: ${hero.sub}`,
		data: { list: { id: 'featured', category: 'Featured' }, products: featured.map(shelve) },
		main: html`<section class="hero" id="hero" aria-labelledby="hero-title">
<img class="hero-art" src="/art/hero.svg" alt="" width="1600" height="900" fetchpriority="high">
<div class="wrap hero-text">
<h1 id="hero-title">${hero.title}</h1>
<p class="hero-sub" id="hero-sub">${hero.sub}</p>
<p class="hero-act"><a class="button button-big" id="hero-cta" href="/c/packs">${hero.callToAction}</a></p>
</div>
</section>
<section class="wrap block" id="featured" aria-labelledby="featured-title">
<h2 id="featured-title">Four to start with</h2>
${productCards(featured, 3)}
</section>
<section class="strip" id="strip" aria-label="What we promise">
<ul class="wrap strip-row">
<li><strong>Mended, not binned</strong><span>Our workshop repairs what we sold, for good.</span></li>
<li><strong>Thirty days outside</strong><span>Use it properly. Send it back if it is not right.</span></li>
<li><strong>Free delivery from €75</strong><span>Below that it is €4.90, anywhere in the Union.</span></li>
</ul>
</section>
<section class="wrap block" id="film" aria-labelledby="film-title">
<h2 id="film-title">Four seconds of the far side</h2>
<video class="film" title="The far side of the hill" src="/film/the-far-side.webm" poster="/art/hero.svg" width="640" height="360" controls muted playsinline preload="none"></video>
</section>
<section class="wrap block" id="categories" aria-labelledby="categories-title">
<h2 id="categories-title">Where to?</h2>
<ul class="doors">
${categories.map(({ id, name, line }) => door(id, name, line))}</ul>
</section>`,
	};
}

function door(id: string, name: string, line: string): Html {
	return html`<li class="door door-${id}">
<h3><a href="/c/${id}">${name}</a></h3>
<p>${line}</p>
</li>
`;
}
