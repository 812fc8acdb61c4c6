import { complainOfDuration, daysAtLeast, durationMs, longestMs, sayDuration, splitDuration } from '../duration.ts';
import { nearest } from '../nearest.ts';
import type { Compiler } from '../node.ts';
import { refuse, within } from '../refuse.ts';
import { show } from '../show.ts';
import type { CalendarUnit } from './calendar.ts';
import { chooseZone } from './choose-zone.ts';
import { dayMs } from './civil.ts';
import { momentOf, readDate } from './date.ts';
import { type CalendarSpan, calendarWindow, fixedWindow, lastWindow, nextWindow, type Window } from './window.ts';
import type { Zone } from './zone.ts';

/** What `within` beside an event, or `$within` under an attribute, may say besides. */
export interface SpanOptions {
	readonly calendar?: unknown;
	readonly timeZone?: unknown;
	/** Where `timeZone` stands. */
	readonly timeZonePath: string;
	/** Whether what has yet to come may be asked for: not of events, which have happened. */
	readonly future: boolean;
}

const calendarUnits: Readonly<Record<string, CalendarUnit>> = {
	day: 'd',
	week: 'w',
	month: 'mo',
	quarter: 'q',
	year: 'y',
};
const days: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };
const turns: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };

/** The names of days, weeks, months, quarters and years near now: "today", "last month". */
export const periodNames: readonly string[] = [
	...Object.keys(days),
	...Object.keys(turns).flatMap((turn) => ['week', 'month', 'quarter', 'year'].map((unit) => `${turn} ${unit}`)),
];

/** The whole days, weeks, … that a name or `{ "last": "7d", "calendar": true }` stands for; null when it is neither. */
export function periodOf(name: unknown): CalendarSpan | null {
	if (typeof name !== 'string') return null;
	const day = Object.hasOwn(days, name) ? days[name] : undefined;
	if (day !== undefined) return { unit: 'd', first: day, last: day };
	const [turn = '', word = ''] = name.split(' ');
	const offset = Object.hasOwn(turns, turn) ? turns[turn] : undefined;
	const unit = Object.hasOwn(calendarUnits, word) ? calendarUnits[word] : undefined;
	if (offset === undefined || unit === undefined || word === 'day' || name !== `${turn} ${word}`) return null;
	return { unit, first: offset, last: offset };
}

/** Compiles the name of a period: "today", "last month". */
export function parsePeriod(name: unknown, path: string, compiler: Compiler, options: SpanOptions): Window {
	const span = periodOf(name);
	if (!span) refusePeriod(name, path);
	if (span.last > 0 && !options.future) {
		refuse(path, `Nothing has happened ${show(name)} yet.`, 'Ask for "today", "this month" or "last month".');
	}
	if (options.calendar !== undefined && options.calendar !== true) {
		refuse(path, `${show(name)} is always counted by the calendar.`, 'Leave "calendar" out.');
	}
	return calendarWindow(span, chooseZone(options.timeZone, options.timeZonePath, compiler), ` ${name}`);
}

function refusePeriod(name: unknown, path: string): never {
	const meant = typeof name === 'string' ? nearest(name, periodNames) : null;
	const hint = meant ? `Did you mean "${meant}"?` : 'Write "today", "this month", or { "last": "30d" }.';
	refuse(path, `${show(name)} is no period.`, hint);
}

/** Compiles `{ "last": "3d" }` or `{ "next": "3d" }` without its braces. With `calendar: true`, whole days, today being the first. */
export function parseSpan(
	turn: 'last' | 'next',
	text: unknown,
	path: string,
	compiler: Compiler,
	{ calendar, timeZone, timeZonePath, future }: SpanOptions,
): Window {
	if (calendar !== undefined && typeof calendar !== 'boolean') {
		refuse(path, 'calendar is true or false.', 'Write "calendar": true to count whole days, weeks or months.');
	}
	// What has happened did so in the past; of a date "in 3 days" would be ahead.
	const phrase = `${turn === 'last' && !future ? ' in' : ` in the ${turn}`} ${sayDuration(String(text))}`;
	if (calendar) {
		const span = calendarSpan(turn, text, path);
		return calendarWindow(span, chooseZone(timeZone, timeZonePath, compiler), `${phrase} by the calendar`);
	}
	if (timeZone !== undefined) {
		refuse(timeZonePath, 'A length of time is the same in every time zone.', 'Add "calendar": true, or leave it out.');
	}
	const ms = durationMs(text);
	if (ms === null) refuseDuration(text, path);
	return turn === 'last' ? lastWindow(ms, phrase) : nextWindow(ms, phrase);
}

/** Refuses what is not a duration, in the words of durations. */
export function refuseDuration(text: unknown, path: string): never {
	const { message, hint } = complainOfDuration(text);
	refuse(path, message, hint);
}

function calendarSpan(turn: 'last' | 'next', text: unknown, path: string): CalendarSpan {
	const parts = splitDuration(text);
	if (!parts) refuseDuration(text, path);
	const { amount, unit } = parts;
	if (unit === 's' || unit === 'm' || unit === 'h') {
		refuse(
			path,
			`The calendar has no ${sayDuration(String(text))}.`,
			'Count by the calendar in "d", "w", "mo", "q" or "y".',
		);
	}
	if (amount * daysAtLeast[unit] * dayMs > longestMs)
		refuse(path, `${text} is longer than ten years.`, 'Ask for less.');
	if (turn === 'last') return { unit, first: 1 - amount, last: 0, until: 'now' };
	return { unit, first: 0, last: amount - 1, since: 'now' };
}

/** Compiles `"since": "2026-01-01", "until": "2026-04-01"`: from the one on, before the other. Null when neither is said. */
export function parseFixed(
	{ since, until, timeZone }: { readonly since?: unknown; readonly until?: unknown; readonly timeZone?: unknown },
	path: string,
	compiler: Compiler,
): Window | null {
	if (since === undefined && until === undefined) return null;
	const zone = [since, until].some((one) => readDate(one)?.kind === 'local')
		? chooseZone(timeZone, within(path, 'timeZone'), compiler)
		: () => compiler.siteZone;
	const fromOf = fixedMoment(since, within(path, 'since'), Number.NEGATIVE_INFINITY);
	const toOf = fixedMoment(until, within(path, 'until'), Number.POSITIVE_INFINITY);
	if (fromOf(compiler.siteZone) >= toOf(compiler.siteZone) + unsureMs(since, until)) {
		refuse(within(path, 'until'), 'It ends before it begins.', 'Let until be later than since.');
	}
	const phrase = `${since === undefined ? '' : ` since ${since}`}${until === undefined ? '' : ` before ${until}`}`;
	return fixedWindow(
		(asked) => fromOf(zone(asked)),
		(asked) => toOf(zone(asked)),
		phrase,
	);
}

/** Which of a moment and of what clocks show is earlier depends on whose clocks those are: zones are up to 26 hours apart. */
function unsureMs(since: unknown, until: unknown): number {
	return readDate(since)?.kind === readDate(until)?.kind ? 0 : 26 * 3_600_000;
}

function fixedMoment(json: unknown, path: string, otherwise: number): (zone: Zone) => number {
	if (json === undefined) return () => otherwise;
	const dated = readDate(json);
	if (!dated) refuse(path, `${show(json)} is no date.`, 'Write "2026-01-31" or "2026-01-31T09:00:00Z".');
	if (dated.kind === 'moment') return () => dated.ms;
	return (zone) => momentOf(json, () => zone);
}
