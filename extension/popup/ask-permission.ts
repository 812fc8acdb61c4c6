import browser from 'webextension-polyfill';
import { Refusal } from '../../core/refusal.ts';

/**
 * Makes sure that the browser lets us talk to an origin. Chrome granted it at installation; Firefox asks the person here,
 * which is why this must be the first thing that a click does.
 */
export async function askPermission(origin: string): Promise<void> {
	// Match patterns have no ports: a pattern covers all of them.
	const { protocol, hostname } = new URL(origin);
	if (await browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] })) return;
	throw new Refusal('not-permitted', `The browser does not let Edgewise reach ${hostname}.`, {
		hint: 'Try again and allow it.',
	});
}
