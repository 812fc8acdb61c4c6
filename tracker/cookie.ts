import { attempt } from './attempt.ts';

const fourHundredDays = 34_560_000;

/** What an expression's first group finds in the cookies; undefined when nothing, and where cookies are forbidden. */
export function inCookies(pattern: RegExp): string | undefined {
	return attempt(() => pattern.exec(document.cookie)?.[1]);
}

/**
 * Keeps a cookie on the site's host for the 400 days that browsers allow; an empty value removes it. Ours hold only
 * characters that need no escape.
 */
export function writeCookie(name: string, value: string): void {
	attempt(() => {
		// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, nor on http.
		document.cookie = `${name}=${value};Path=/;Max-Age=${value ? fourHundredDays : 0};SameSite=Lax${location.protocol === 'https:' ? ';Secure' : ''}`;
	});
}
