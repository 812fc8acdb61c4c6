import type { Bag } from './types.ts';

/** The page before this one: the document's referrer, and after single-page navigation the view before. */
let referrer: string | undefined;

/** Single-page navigation moves the referrer on. */
export function setReferrer(url: string): void {
	referrer = url;
}

/**
 * What only the browser knows of an event's circumstances, but for who and consent. The edge reads path, campaign and session
 * off the address, and device and language off the request.
 */
export function readContext(): Bag {
	return {
		page: {
			url: location.href,
			title: document.title,
			referrer: referrer ?? document.referrer,
			canonical: document.querySelector<HTMLLinkElement>('[rel=canonical]')?.href,
		},
		// Asking Intl, the first time in a page, takes a slow phone's main thread half a second. Elsewhere the edge knows the place.
		timezone: window.Temporal?.Now.timeZoneId(),
	};
}
