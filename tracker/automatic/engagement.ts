import { notice } from '../tracker.ts';

let engagedMs = 0;
/** Since when the page is seen and has the focus; 0 when it is not. */
let since = 0;
/** Percent of the page's height that was in sight. */
let scroll = 0;

/** Tells what came since the last time: seconds may be added up. Of another page without a load, it begins anew. */
export function tellEngagement(): void {
	lookAtPage();
	if (engagedMs > 999) notice('Page Engaged', { seconds: engagedMs / 1_000, scroll });
	engagedMs = scroll = 0;
}

/** Measures how long the page is really looked at, and how far. Nothing ticks: it is called when something changes. */
export function lookAtPage(): void {
	const now = Date.now();
	if (since) {
		engagedMs += now - since;
		// Asking makes the browser lay the page out, so nobody asks while it loads.
		scroll = Math.max(scroll, Math.round(((scrollY + innerHeight) / document.documentElement.scrollHeight) * 100));
	}
	since = document.hasFocus() ? now : 0;
}
