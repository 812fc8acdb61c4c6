import { categories } from '../catalogue.ts';
import { brand } from '../copy.ts';
import { dataBlock, type Html, html } from '../html.ts';
import type { Page } from '../page.ts';

/** The whole document around a page: head, header, the page itself, newsletter and footer. */
export function layout(page: Page, options: { writeKey: string; styleUrl: string }): Html {
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${brand.name}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/art/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="${options.styleUrl}">
<script async src="/_ew/ew.js" data-key="${options.writeKey}"></script>
<script type="module" src="/shop.js"></script>
</head>
<body data-page="${page.name}">
<a class="skip" href="#main">Skip to content</a>
${header()}
<main id="main">
${page.main}
</main>
${newsletter()}
${footer()}
${page.data ? dataBlock('shop-data', page.data) : null}
</body>
</html>
`;
}

function header(): Html {
	return html`<header class="top" id="top">
<div class="wrap top-row">
<a class="brand" href="/"><img src="/art/mark.svg" alt="" width="28" height="28"><span>${brand.name}</span></a>
<nav class="nav" id="nav" aria-label="Shop">
${categories.map(({ id, name }) => html`<a href="/c/${id}">${name}</a>\n`)}</nav>
<div class="top-links">
<a href="/search" id="search-link">Search</a>
<a href="/account" id="account-link">Account</a>
<a href="/cart" id="cart-link">Cart <span class="badge" id="cart-count">0</span><span class="sr"> items</span></a>
</div>
</div>
</header>`;
}

function newsletter(): Html {
	return html`<section class="letter" id="newsletter" aria-labelledby="newsletter-title">
<div class="wrap letter-row">
<div>
<h2 id="newsletter-title">A letter, four times a year</h2>
<p>Routes we walked, things we mended, and first pick of what is new.</p>
</div>
<form class="letter-form" id="newsletter-form" method="post">
<label class="sr" for="newsletter-email">E-mail address</label>
<input id="newsletter-email" name="email" type="email" autocomplete="email" placeholder="you@example.org" required>
<button class="button" type="submit">Send it to me</button>
<p class="said" id="newsletter-said" role="status"></p>
</form>
</div>
</section>`;
}

function footer(): Html {
	return html`<footer class="foot" id="foot">
<div class="wrap foot-row">
<p><strong>${brand.name}</strong><br>${brand.line}</p>
<nav aria-label="More">
<a href="/account">Account</a>
<a href="/privacy">Privacy choices</a>
<a href="https://www.openstreetmap.org/" id="maps-link">Maps we look at</a>
</nav>
<p class="quiet">A demonstration shop. Nothing is charged and nothing is shipped.</p>
</div>
</footer>`;
}
