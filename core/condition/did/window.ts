import { forever } from '../node.ts';
import type { Evaluation, HistoryEvent } from '../types.ts';

/** What the events from index `start` up to, not including, `end` must amount to. */
export interface Rule {
	readonly holds: (events: readonly HistoryEvent[], start: number, end: number) => boolean;
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

/** Which of `events` (oldest first) are in `(now - length, now]`. `lengthMs` is Infinity when events never leave. */
export function inWindow(events: readonly HistoryEvent[], nowMs: number, lengthMs: number): Bounds {
	return advance(events, { start: 0, end: 0 }, nowMs, lengthMs);
}

/**
 * Whether the window's events meet the rule now, and the first moment at which that changes, as events leave at its start
 * and future ones enter at its end. The search goes from change to change; when it has looked at `searchBudget` events it
 * answers the change at which it stands: early, never late.
 */
export function slide(events: readonly HistoryEvent[], nowMs: number, lengthMs: number, rule: Rule): Evaluation {
	let bounds = inWindow(events, nowMs, lengthMs);
	const matches = rule.holds(events, bounds.start, bounds.end);
	for (let looked = 0; ; ) {
		const until = nextChange(events, bounds, lengthMs);
		if (until === Number.POSITIVE_INFINITY) return forever(matches);
		bounds = advance(events, bounds, until, lengthMs);
		looked += rule.looksInside ? 1 + bounds.end - bounds.start : 1;
		if (looked > searchBudget) return { matches, until };
		if (rule.holds(events, bounds.start, bounds.end) !== matches) return { matches, until };
	}
}

function nextChange(events: readonly HistoryEvent[], { start, end }: Bounds, lengthMs: number): number {
	const oldest = start < end ? events[start] : undefined;
	const leaves = oldest ? oldest.at + lengthMs : Number.POSITIVE_INFINITY;
	return Math.min(leaves, events[end]?.at ?? Number.POSITIVE_INFINITY);
}

/** An event leaves at the very moment `at + length`: the sum that `nextChange` gives, so that rounding cannot part the two. */
function advance(events: readonly HistoryEvent[], bounds: Bounds, nowMs: number, lengthMs: number): Bounds {
	let { start, end } = bounds;
	for (let event = events[end]; event && event.at <= nowMs; event = events[end]) end++;
	for (let event = events[start]; event && event.at + lengthMs <= nowMs; event = events[start]) start++;
	return { start, end };
}
