import { type BenchPage, documentOf, each } from './page.ts';

const plans = [
	['Solo', '0', 'For one person and one site', ['1 site', '1,000 visitors', 'E-mail support'], 'Start free', 'solo'],
	[
		'Team',
		'29',
		'For those who work together',
		['5 sites', '50,000 visitors', 'E-mail support', 'Shared drafts'],
		'Try Team',
		'team',
	],
	[
		'Company',
		'99',
		'For several teams with roles',
		['25 sites', '500,000 visitors', 'Chat support', 'Shared drafts', 'Audit log'],
		'Try Company',
		'company',
	],
] as const;

const rows = [
	['Custom domains', 'yes', 'yes', 'yes'],
	['Version history', '7 days', '90 days', 'unlimited'],
	['Single sign-on', 'no', 'no', 'yes'],
	['Data export', 'yes', 'yes', 'yes'],
	['Uptime promise', 'none', '99.9 %', '99.95 %'],
] as const;

const questions = [
	['Can I change plans later?', 'At any time, and you pay by the day.'],
	['What happens above the limit?', 'We write to you. Nothing is switched off.'],
	['Do you offer discounts?', 'Half price for schools and charities.'],
] as const;

/** Prices: three plans alike, and a table; classes of CSS modules beside plain markup. */
export const pricing: BenchPage = {
	name: 'pricing',
	style: 'css-modules',
	heldOut: false,
	html: documentOf(
		'Pricing',
		`<header class="nav_bar__3kF9x"><a class="nav_logo__8sQ2p" href="/">Pageloom</a><nav><a class="nav_link__1aZ7c" href="/product">Product</a><a class="nav_link__1aZ7c" href="/pricing">Pricing</a><a class="nav_link__1aZ7c" href="/help">Help</a></nav><a class="button_primary__4tG6b" href="/signup">Sign up</a></header>
<main><section class="hero_root__9wE3r"><h1>Pay for what you publish</h1><p>No seats, no surprises. Change or leave whenever you like.</p><div class="switch_root__5yH8n" role="group" aria-label="Billing period"><button type="button" class="switch_on__2uJ4m">Monthly</button><button type="button" class="switch_off__7iK1l">Yearly, two months free</button></div></section>
<section class="plans_grid__6oL5k">${each(plans, ([name, price, says, list, action, slug]) => `<div class="plans_card__0pM2j"><h2 class="plans_name__3nB8h">${name}</h2><p class="plans_says__8vC4g">${says}</p><p class="plans_price__1cX7f"><span class="plans_amount__5zZ3d">€ ${price}</span> <small>a month</small></p><a class="button_primary__4tG6b" href="/signup?plan=${slug}">${action}</a><ul class="plans_list__9aS6s">${each(list, (item) => `<li>${item}</li>`)}</ul></div>`)}</section>
<section class="enterprise_root__2dD9a"><h2>Larger than that?</h2><p>Contracts, invoices and a person who knows your name.</p><a href="/contact">Talk to us</a></section>
<section class="compare_root__4fF1q"><h2>Compare in detail</h2><table><thead><tr><th>What</th><th>Solo</th><th>Team</th><th>Company</th></tr></thead><tbody>${each(rows, ([name, ...values]) => `<tr><th>${name}</th>${each(values, (value) => `<td>${value}</td>`)}</tr>`)}</tbody></table></section>
<section class="quotes_root__7gG5w"><blockquote><p>We moved forty sites in a week and slept well.</p><cite>Rosa Lind, Studio Nord</cite></blockquote><blockquote><p>The invoice is the only thing that never changes.</p><cite>Karim Aziz, Kite Labs</cite></blockquote></section>
<section class="faq_root__1hH8e"><h2>Questions people ask</h2>${each(questions, ([ask, say]) => `<details><summary>${ask}</summary><p>${say}</p></details>`)}</section>
<section class="cta_root__6jJ2t"><h2>Weave your first page tonight</h2><p>It takes less time than reading this one.</p><a class="button_primary__4tG6b" href="/signup">Sign up</a></section></main>
<footer><p>Pageloom, a cooperative of eleven.</p><ul><li><a href="/terms">Terms</a></li><li><a href="/privacy">Privacy</a></li><li><a href="/security">Security</a></li></ul></footer>`,
	),
};
