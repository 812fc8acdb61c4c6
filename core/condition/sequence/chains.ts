import type { Asked } from '../node.ts';
import type { Window } from '../time/window.ts';
import type { HistoryEvent } from '../types.ts';
import { Reach } from './reach.ts';
import type { Span } from './unite.ts';

/** A step with the events that are for it, oldest first, those of the future too. */
export interface StepEvents {
	readonly events: readonly HistoryEvent[];
	/** Less than so much after the step before, ms. */
	readonly gapMs: number;
	readonly absent: boolean;
}

/** An event at which a chain may stand, with the latest moment at which such a chain can have begun. */
interface Link {
	readonly at: number;
	readonly beganAt: number;
}

/**
 * When the sequence is so: a span for each event that can end it. Of all chains to an event only the one that began last
 * counts, for it stays within the window longest. Steps follow strictly later. What must be absent may not come between the step
 * before it and the next one, or, at the end, within its `gapMs`: then the sequence is so only when that time is over.
 */
export function chains(steps: readonly StepEvents[], window: Window, asked: Asked): Span[] {
	let links: readonly Link[] = (steps[0]?.events ?? []).map(({ at }) => ({ at, beganAt: at }));
	let absent: StepEvents[] = [];
	for (const step of steps.slice(1)) {
		if (step.absent) absent.push(step);
		else {
			links = follow(links, step, absent);
			absent = [];
		}
	}
	return links.flatMap((link) => spanOf(link, absent, window, asked));
}

/** The events of a step that follow a link, each with the best of those it follows. */
function follow(links: readonly Link[], { events, gapMs }: StepEvents, absent: readonly StepEvents[]): Link[] {
	const reach = new Reach();
	const found: Link[] = [];
	let next = 0;
	for (const { at } of events) {
		for (let link = links[next]; link && link.at < at; link = links[next]) {
			reach.add(link.beganAt, reachOf(link, gapMs, absent));
			next++;
		}
		const beganAt = reach.best(at);
		if (beganAt !== null) found.push({ at, beganAt });
	}
	return found;
}

/** What follows a link comes before this: its gap is over then, or what must be absent has come. */
function reachOf({ at }: Link, gapMs: number, absent: readonly StepEvents[]): number {
	let before = at + gapMs;
	for (const step of absent) before = Math.min(before, firstAfter(step, at) ?? Number.POSITIVE_INFINITY);
	return before;
}

/** The first event of an absent step within its gap after a moment; null when it is absent indeed. */
function firstAfter({ events, gapMs }: StepEvents, at: number): number | null {
	let [low, high] = [0, events.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((events[middle]?.at ?? 0) > at) high = middle;
		else low = middle + 1;
	}
	const first = events[low]?.at;
	return first !== undefined && first < at + gapMs ? first : null;
}

function spanOf({ at, beganAt }: Link, absent: readonly StepEvents[], window: Window, asked: Asked): Span[] {
	let from = Math.max(at, window.enters(at, asked), window.enters(beganAt, asked));
	let to = window.leaves(beganAt, asked);
	for (const step of absent) {
		const came = firstAfter(step, at);
		if (step.gapMs === Number.POSITIVE_INFINITY) to = Math.min(to, came ?? to);
		else if (came !== null) return [];
		else from = Math.max(from, at + step.gapMs);
	}
	return from < to ? [{ from, to }] : [];
}
