import { type Asked, forever } from '../node.ts';
import type { Window } from '../time/window.ts';
import type { Evaluation, HistoryEvent } from '../types.ts';

/** What events must amount to. */
export interface Rule {
	/** Looks at the events once, and answers for those from index `start` up to, not including, `end`. */
	readonly over: (events: readonly HistoryEvent[]) => (start: number, end: number) => boolean;
	/** Does it look into each event, or only at how many there are? */
	readonly looksInside: boolean;
}

/** The indexes of the events in the window: from `start` up to, not including, `end`. */
export interface Bounds {
	readonly start: number;
	readonly end: number;
}

/** How many events one search for `until` may look at before it settles for an earlier moment. */
const searchBudget = 10_000;

/** Which of `events` (oldest first, all of them such as are within at some time) are in the window now. */
export function inWindow(events: readonly HistoryEvent[], asked: Asked, window: Window): Bounds {
	return advance(events, { start: 0, end: 0 }, asked.nowMs, asked, window);
}

/**
 * Whether the window's events meet the rule now, and the first moment at which that changes, as events leave at its start
 * and others enter at its end. The search goes from change to change; when it has looked at `searchBudget` events it
 * answers the change at which it stands: early, never late.
 */
export function slide(events: readonly HistoryEvent[], asked: Asked, window: Window, rule: Rule): Evaluation {
	let bounds = inWindow(events, asked, window);
	const holds = rule.over(events);
	const matches = holds(bounds.start, bounds.end);
	for (let looked = 0; ; ) {
		const until = nextChange(events, bounds, asked, window);
		if (until === Number.POSITIVE_INFINITY) return forever(matches);
		bounds = advance(events, bounds, until, asked, window);
		looked += rule.looksInside ? 1 + bounds.end - bounds.start : 1;
		if (looked > searchBudget) return { matches, until };
		if (holds(bounds.start, bounds.end) !== matches) return { matches, until };
	}
}

function nextChange(events: readonly HistoryEvent[], { start, end }: Bounds, asked: Asked, window: Window): number {
	const oldest = start < end ? events[start] : undefined;
	const next = events[end];
	const leaves = oldest ? window.leaves(oldest.at, asked) : Number.POSITIVE_INFINITY;
	return next ? Math.min(leaves, enters(next, asked, window)) : leaves;
}

/** An event enters and leaves at the very moments that `nextChange` gives, so that rounding cannot part the two. */
function advance(
	events: readonly HistoryEvent[],
	{ start, end }: Bounds,
	nowMs: number,
	asked: Asked,
	window: Window,
): Bounds {
	for (let event = events[end]; event && enters(event, asked, window) <= nowMs; event = events[end]) end++;
	for (let event = events[start]; event && window.leaves(event.at, asked) <= nowMs; event = events[start]) start++;
	return { start: Math.min(start, end), end };
}

/** Nothing counts before it has happened. */
function enters({ at }: HistoryEvent, asked: Asked, window: Window): number {
	return Math.max(at, window.enters(at, asked));
}
