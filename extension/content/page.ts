import * as v from 'valibot';

/** What the panel needs to know of the page it stands on. */

/** The parameter of a signed preview. */
const previewParameter = '_ew_preview';

/** The page's address as a visitor has it: without a preview. */
export function visitorUrl(href: string): string {
	const url = new URL(href);
	url.searchParams.delete(previewParameter);
	return url.href;
}

/** What the edge writes into a page on which it decided something. */
const stateShape = v.object({ applied: v.array(v.unknown()), preview: v.exactOptional(v.boolean()) });

/**
 * Whether this is the page as the origin sends it: asked for by a preview that still held. A preview that expired shows
 * the personalised page, which says what was applied to it.
 */
export function isOriginal(document: Document): boolean {
	if (!new URL(document.URL).searchParams.has(previewParameter)) return false;
	const state = document.querySelector('script#ew-state')?.textContent;
	return state == null || isUntouched(state);
}

function isUntouched(state: string): boolean {
	try {
		const parsed = v.safeParse(stateShape, JSON.parse(state));
		return parsed.success && parsed.output.preview === true && parsed.output.applied.length === 0;
	} catch {
		return false;
	}
}

/**
 * The visitor that this browser is to the site, or null: by the tracker's own store, or its cookie where it is the tracker that
 * keeps one. The cookie that the edge keeps is for no script.
 */
export function readAnonymousId(cookies: string, stored: string | null): string | null {
	if (stored) return stored;
	const found = cookies.split(/;\s*/).find((cookie) => cookie.startsWith('ew_id='));
	try {
		return found ? decodeURIComponent(found.slice('ew_id='.length)) : null;
	} catch {
		return null;
	}
}

/** The same, of the page that this script is on. */
export function visitorHere(): string | null {
	return readAnonymousId(document.cookie, readStore('ew.id'));
}

/** Browsers may forbid it. */
function readStore(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}
