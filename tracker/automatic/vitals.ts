import { attempt } from '../attempt.ts';
import { notice } from '../tracker.ts';
import { readLoad } from './page-facts.ts';

interface Entry extends PerformanceEntry {
	readonly value?: number;
	readonly hadRecentInput?: boolean;
	readonly interactionId?: number;
}

let lcp = 0;
let inp = 0;
let cls = 0;
let isTold: boolean;

/** The shifts that count as one: since when, until when, and how much. */
let firstAt = 0;
let lastAt = 0;
let shifted = 0;

/** Begins to measure the web vitals of this load, as https://web.dev/articles/vitals defines them. */
export function watchVitals(): void {
	// A page that was opened in the background painted when somebody came to see it: that says nothing of its speed.
	isTold = document.hidden;
	attempt(() => {
		const observer = new PerformanceObserver((list) => list.getEntries().forEach(look));
		for (const type of ['largest-contentful-paint', 'layout-shift', 'event'])
			observer.observe({ type, buffered: true });
	});
}

function look({ entryType, startTime, duration, value, hadRecentInput, interactionId }: Entry): void {
	// Interactions are few on most pages, and then the longest is the 98th percentile.
	if (entryType === 'event') inp = Math.max(inp, interactionId ? duration : 0);
	else if (!value) lcp = startTime;
	else if (!hadRecentInput) {
		// Shifts less than a second apart and within five are one.
		if (startTime - lastAt > 1_000 || startTime - firstAt > 5_000) {
			firstAt = startTime;
			shifted = 0;
		}
		lastAt = startTime;
		shifted += value;
		cls = Math.max(cls, shifted);
	}
}

/** Tells them, once, as the page goes, in ms from when the page was asked for; `activationStart` is when one that was ready before was shown. */
export function tellVitals(): void {
	const load = readLoad();
	if (load && !isTold)
		notice('Web Vitals', { lcp, inp, cls, ttfb: load.responseStart, activationStart: load.activationStart });
	isTold = true;
}
