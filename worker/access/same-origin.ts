import { Refusal } from '../../core/refusal.ts';

/**
 * Refuses a change that another site's page could have sent with the person's cookie. Browsers send `Origin` with every
 * request that changes something, and `Sec-Fetch-Site`; a page can forge neither.
 */
export function refuseForeignPage(headers: Headers, ownOrigin: string): void {
	const origin = headers.get('origin');
	const same = origin === null ? headers.get('sec-fetch-site') === 'same-origin' : origin === ownOrigin;
	if (same) return;
	throw new Refusal('foreign-origin', `Only pages of ${ownOrigin} may change things with a session cookie.`, {
		status: 403,
		hint: 'Programs send "Authorization: Bearer <token>" and no cookie.',
	});
}
