import { html } from '../html.ts';
import type { Page } from '../page.ts';

/** Sign-in by e-mail, with no password: the demonstration shop keeps the account in the browser. */
export function accountPage(): Page {
	return {
		status: 200,
		name: 'account',
		title: 'Account',
		description: 'Sign in to your account.',
		data: null,
		main: html`<div class="wrap block narrow">
<h1 id="account-title">Your account</h1>
<form class="panel" id="sign-in-form" method="post">
<p>Tell us your e-mail, and this browser is yours.</p>
<div class="field"><label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="email" maxlength="120" required></div>
<div class="field"><label for="firstName">First name</label>
<input id="firstName" name="firstName" type="text" autocomplete="given-name" maxlength="120"></div>
<button class="button" type="submit">Sign in</button>
</form>
<div class="panel" id="signed-in" hidden>
<p>Signed in as <strong id="signed-in-email"></strong>.</p>
<button class="button button-plain" id="sign-out" type="button">Sign out</button>
</div>
<p class="said" id="account-said" role="status"></p>
</div>`,
	};
}
