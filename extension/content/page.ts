/** What the panel needs to know of the page it stands on. */

/** The parameter of a signed preview. */
const previewParameter = '_ew_preview';

/** The page's address as a visitor has it: without a preview. */
export function visitorUrl(href: string): string {
	const url = new URL(href);
	url.searchParams.delete(previewParameter);
	return url.href;
}

/**
 * Whether this is the page as the origin sends it: asked for by a preview that was still good. A preview that expired
 * shows the personalised page, which carries what was applied to it.
 */
export function isOriginal(document: Document): boolean {
	return new URL(document.URL).searchParams.has(previewParameter) && !document.querySelector('script#ew-state');
}

/** The visitor that this browser is to the site: the tracker's cookie, or null without one. */
export function readAnonymousId(cookies: string): string | null {
	const found = cookies.split(/;\s*/).find((cookie) => cookie.startsWith('ew_id='));
	return found ? decodeURIComponent(found.slice('ew_id='.length)) : null;
}
