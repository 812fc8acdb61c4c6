import { type BenchPage, documentOf, each } from './page.ts';

const facts = [
	['Weight', '1.9 kg'],
	['Sleeps', '2 people'],
	['Packed size', '48 × 16 cm'],
	['Water column', '3000 mm'],
	['Poles', 'Aluminium 7001'],
	['Warranty', '5 years'],
] as const;

const reviews = [
	[
		'Marta K.',
		'2026-03-02',
		'Stood a whole night of wind',
		'We pitched it on a ridge above Glen Affric and it did not move.',
		'5',
	],
	[
		'Jonas B.',
		'2026-02-11',
		'Good, with one flaw',
		'The inner is roomy and dry. The zip of the porch catches if you hurry.',
		'4',
	],
	[
		'Ines R.',
		'2025-12-29',
		'Too heavy for long tours',
		'Lovely at the campsite, but my back remembers every gram of it.',
		'3',
	],
	[
		'Tom W.',
		'2025-10-07',
		'Third one in twenty years',
		'The first was given to my brother and the second to my daughter.',
		'5',
	],
] as const;

const related = [
	['Groundsheet for Lodge 2', '39.00', 'groundsheet'],
	['Down sleeping bag', '219.00', 'sleeping-bag'],
	['Folding stove', '54.00', 'stove'],
	['Tent lamp', '24.00', 'lamp'],
] as const;

/** One product, in BEM. */
export const product: BenchPage = {
	name: 'product',
	style: 'bem',
	heldOut: false,
	html: documentOf(
		'Lodge 2 tent',
		`<header class="site-header" id="top"><a class="site-header__logo" href="/"><img src="/assets/logo.3fa9c1d2.svg" alt="Fernweh"></a>
<ul class="site-header__nav nav">${each(['Tents', 'Bags', 'Kitchen', 'Clothes'], (name) => `<li class="nav__item"><a class="nav__link" href="/c/${name.toLowerCase()}">${name}</a></li>`)}</ul>
<form class="search" role="search" action="/search"><input class="search__field" type="search" name="q" placeholder="What do you need?"><button class="search__button btn btn--ghost">Search</button></form></header>
<main class="product" id="product" data-sku="LDG-2">
<div class="product__gallery gallery"><figure class="gallery__main"><img src="/media/lodge-2-front.jpg" alt="The tent from the front"><figcaption class="gallery__caption">Pitched in six minutes</figcaption></figure>
<ul class="gallery__thumbs">${each(['inside', 'porch', 'packed', 'poles'], (name) => `<li class="gallery__thumb"><a href="#${name}"><img src="/media/lodge-2-${name}.jpg" alt="View: ${name}"></a></li>`)}</ul></div>
<div class="product__info"><p class="product__brand">Fernweh</p><h1 class="product__title" id="product-title">Lodge 2 tent</h1>
<div class="rating"><span class="rating__value">4.4</span><a class="rating__link" href="#reviews">86 reviews</a></div>
<p class="product__price price"><del class="price__old">€ 429.00</del> <ins class="price__now">€ 349.00</ins> <small class="price__note">incl. VAT, free delivery</small></p>
<p class="product__lead">A tunnel tent for two with room for wet boots, made of fabric that outlives its fashion.</p>
<fieldset class="options"><legend class="options__legend">Colour</legend>${each(['Fern', 'Ochre', 'Night'], (name) => `<label class="options__label"><input class="options__input" type="radio" name="colour" value="${name.toLowerCase()}"> <span class="options__text">${name}</span></label>`)}</fieldset>
<div class="product__actions"><button class="btn btn--primary product__buy" data-testid="add-to-cart" type="submit">Add to cart</button><button class="btn btn--ghost product__wish" type="button" aria-label="Add to wish list">Save for later</button></div>
<ul class="usps"><li class="usps__item">In stock, with you on Thursday</li><li class="usps__item">100 days to return it</li><li class="usps__item">Repairs at cost</li></ul></div>
<section class="product__section details" id="details"><h2 class="section-title">Details</h2><p class="details__text">The outer hangs on the poles, so the inner stays dry when you pitch in the rain.</p><p class="details__text">Two doors mean that nobody climbs over anybody at night.</p>
<table class="facts"><tbody>${each(facts, ([name, value]) => `<tr class="facts__row"><th class="facts__name">${name}</th><td class="facts__value">${value}</td></tr>`)}</tbody></table></section>
<section class="product__section reviews" id="reviews"><h2 class="section-title">What people say</h2>
${each(reviews, ([who, when, title, text, stars]) => `<article class="review"><header class="review__header"><strong class="review__author">${who}</strong><time class="review__date" datetime="${when}">${when}</time><span class="review__stars">${stars} of 5</span></header><h3 class="review__title">${title}</h3><p class="review__text">${text}</p><button class="review__helpful btn btn--small" type="button">Helpful</button></article>`)}
<a class="btn btn--ghost reviews__more" href="/p/lodge-2/reviews">All 86 reviews</a></section>
<section class="product__section related"><h2 class="section-title">Goes well with it</h2><div class="related__list">
${each(related, ([name, price, slug]) => `<a class="card" href="/p/${slug}"><img class="card__image" src="/media/${slug}.jpg" alt=""><span class="card__name">${name}</span><span class="card__price">€ ${price}</span></a>`)}
</div></section></main>
<footer class="site-footer"><p class="site-footer__claim">Made to be mended.</p><nav class="site-footer__nav">${each(['Imprint', 'Privacy', 'Terms', 'Contact'], (name) => `<a class="site-footer__link" href="/${name.toLowerCase()}">${name}</a>`)}</nav><p class="site-footer__legal">© 2026 Fernweh GmbH</p></footer>`,
		' class="page page--product"',
	),
};
