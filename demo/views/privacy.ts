import { html } from '../html.ts';
import type { Page } from '../page.ts';

/** Privacy choices by purpose. The script shows what was said before and passes on what is said now. */
export function privacyPage(): Page {
	return {
		status: 200,
		name: 'privacy',
		title: 'Privacy choices',
		description: 'Decide what this shop may remember.',
		data: null,
		main: html`<div class="wrap block narrow">
<h1 id="privacy-title">Privacy choices</h1>
<p class="lead">The shop works the same whatever you choose. Your cart stays in your browser.</p>
<p class="note" id="privacy-signal" hidden>Your browser asks sites not to track you, and we keep to that.</p>
<form class="panel" id="privacy-form" method="post">
<div class="choice"><input type="checkbox" id="analytics" name="analytics"><label for="analytics">Remember my visits <span class="quiet">Pages seen and orders made, to learn what is useful</span></label></div>
<div class="choice"><input type="checkbox" id="personalization" name="personalization"><label for="personalization">Fit the shop to me <span class="quiet">A greeting, and offers that match what you like</span></label></div>
<div class="buttons">
<button class="button" type="submit">Save my choices</button>
<button class="button button-plain" type="button" id="refuse-all">Refuse all</button>
</div>
<p class="said" id="privacy-said" role="status"></p>
</form>
</div>`,
	};
}
