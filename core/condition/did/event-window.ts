import { durationHint, splitDuration } from '../duration.ts';
import type { Compiler } from '../node.ts';
import { refuse, within } from '../refuse.ts';
import { parseFixed, parsePeriod, parseSpan } from '../time/parse-window.ts';
import { anyTime, overlap, type Window } from '../time/window.ts';

/** What says when events count. */
export const windowFields: readonly string[] = ['within', 'calendar', 'since', 'until', 'timeZone'];

type Fields = Readonly<Record<string, unknown>>;

/**
 * When events count: `"within": "30d"`, by the calendar `"within": "7d", "calendar": true` or `"within": "this month"`,
 * `"since": "2026-01-01", "until": "2026-04-01"`, both at once, or without any of these at all times.
 */
export function parseEventWindow(json: Fields, path: string, compiler: Compiler): Window {
	const moving = parseWithin(json, path, compiler);
	const fixed = parseFixed(json, path, compiler);
	if (json.timeZone !== undefined && !fixed && json.within === undefined) {
		refuse(within(path, 'timeZone'), 'Which days? A time zone needs some.', 'Add "within": "today", or leave it out.');
	}
	if (moving && fixed) return overlap(moving, fixed);
	return moving ?? fixed ?? anyTime;
}

function parseWithin(json: Fields, path: string, compiler: Compiler): Window | null {
	const { within: span, calendar } = json;
	const at = within(path, 'within');
	if (span === undefined) {
		if (calendar === undefined) return null;
		refuse(within(path, 'calendar'), 'How many days by the calendar?', 'Add "within": "7d".');
	}
	if (span === 'enrollment') return sinceEntry(at, compiler);
	// A time zone beside `since` is that one's; a plain length of time has none.
	const timeZone = calendar === true || !isLength(span) || json.since === undefined ? json.timeZone : undefined;
	const options = { calendar, timeZone, timeZonePath: within(path, 'timeZone'), future: false };
	if (typeof span !== 'string' || isLength(span)) return parseSpan('last', span, at, compiler, options);
	if (!/^[a-z]/.test(span)) refuse(at, 'This is not a duration.', durationHint);
	return parsePeriod(span, at, compiler, options);
}

function isLength(span: unknown): boolean {
	return splitDuration(span) !== null;
}

/** What came after the enrollment began: never the event that began it. */
function sinceEntry(path: string, compiler: Compiler): Window {
	if (!compiler.enrollment) refuse(path, 'Only a journey knows when an enrollment began.', durationHint);
	return {
		...anyTime,
		enters: (at, { subject, nowMs }) => (at > (subject.enteredAt ?? nowMs) ? at : Number.POSITIVE_INFINITY),
		from: ({ subject, nowMs }) => subject.enteredAt ?? nowMs,
		picks: true,
		phrase: ' since entering the journey',
	};
}
