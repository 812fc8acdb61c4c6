import type { Asked } from '../node.ts';
import { type CalendarUnit, startOf, unitAt } from './calendar.ts';
import { dayMs } from './civil.ts';
import type { Zone } from './zone.ts';

/** Whose clocks count: a condition is compiled with a fixed zone, or asks for the person's each time. */
export type ZoneOf = (asked: Asked) => Zone;

/**
 * A span of time that moves, or stands: "in the last 30 days", "this month", "in 2026". It is told by how long a moment
 * `at` is within it: from `enters` until before `leaves`. Both only grow with `at`, but for `enters` of what is never within.
 */
export interface Window {
	/** Infinity for a moment that is never within. */
	readonly enters: (atMs: number, asked: Asked) => number;
	readonly leaves: (atMs: number, asked: Asked) => number;
	/** No moment before this is within now. */
	readonly from: (asked: Asked) => number;
	/** How far back it reaches at most, ms; Infinity when there is no end. */
	readonly backMs: number;
	/** Whether some moments are never within, and have to be sifted out. */
	readonly picks: boolean;
	/** Follows what happened: " in 30 days". */
	readonly phrase: string;
}

const never = Number.POSITIVE_INFINITY;
const always = Number.NEGATIVE_INFINITY;

/** All of time. */
export const anyTime: Window = {
	enters: () => always,
	leaves: () => never,
	from: () => always,
	...{ backMs: never, picks: false, phrase: '' },
};

/** `(now - length, now]`: from its own moment until exactly that much later. */
export function lastWindow(lengthMs: number, phrase: string): Window {
	return {
		enters: (at) => at,
		leaves: (at) => at + lengthMs,
		from: ({ nowMs }) => nowMs - lengthMs,
		...{ backMs: lengthMs, picks: false, phrase },
	};
}

/** `[now + 1 ms, now + length]`: from that much before its moment, until its moment. */
export function nextWindow(lengthMs: number, phrase: string): Window {
	return {
		enters: (at) => at - lengthMs,
		leaves: (at) => at,
		from: ({ nowMs }) => nowMs,
		...{ backMs: 0, picks: false, phrase },
	};
}

export interface CalendarSpan {
	readonly unit: CalendarUnit;
	/** The first and last unit that count, from the current one: today is 0 and 0, yesterday -1 and -1. */
	readonly first: number;
	readonly last: number;
	/** Whether it ends, or begins, with the present moment rather than with the unit. */
	readonly until?: 'now';
	readonly since?: 'now';
}

/** Whole days, weeks, months … by the calendar. */
export function calendarWindow(span: CalendarSpan, zoneOf: ZoneOf, phrase: string): Window {
	const { unit, first, last } = span;
	const start = (at: number, after: number, asked: Asked) => {
		const zone = zoneOf(asked);
		return startOf(unit, unitAt(unit, at, zone) + after, zone);
	};
	return {
		enters: span.until === 'now' ? (at) => at : (at, asked) => start(at, -last, asked),
		leaves: span.since === 'now' ? (at) => at : (at, asked) => start(at, 1 - first, asked),
		from: (asked) => (span.since === 'now' ? asked.nowMs : start(asked.nowMs, first, asked)),
		...{ backMs: Math.max(0, 1 - first) * longestOf[unit], picks: false, phrase },
	};
}

/** With a day to spare for changes of the clocks. */
const longestOf: Readonly<Record<CalendarUnit, number>> = {
	d: 2 * dayMs,
	w: 8 * dayMs,
	mo: 32 * dayMs,
	q: 93 * dayMs,
	y: 367 * dayMs,
};

/** From a moment, inclusive, to another, exclusive, whatever the time is. */
export function fixedWindow(fromOf: (asked: Asked) => number, toOf: (asked: Asked) => number, phrase: string): Window {
	return {
		enters: (at, asked) => (at >= fromOf(asked) && at < toOf(asked) ? always : never),
		leaves: () => never,
		from: fromOf,
		...{ backMs: never, picks: true, phrase },
	};
}

/** Both at once. */
export function overlap(one: Window, other: Window): Window {
	return {
		enters: (at, asked) => Math.max(one.enters(at, asked), other.enters(at, asked)),
		leaves: (at, asked) => Math.min(one.leaves(at, asked), other.leaves(at, asked)),
		from: (asked) => Math.max(one.from(asked), other.from(asked)),
		backMs: Math.min(one.backMs, other.backMs),
		picks: one.picks || other.picks,
		phrase: one.phrase + other.phrase,
	};
}
