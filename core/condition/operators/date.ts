import { durationMs } from '../duration.ts';
import { type Asked, between, type Compiler, forever, type ValueTest } from '../node.ts';
import { refuse, refuseUnknownKeys, within } from '../refuse.ts';
import { show } from '../show.ts';
import { chooseZone } from '../time/choose-zone.ts';
import { momentOf, readDate } from '../time/date.ts';
import { parsePeriod, parseSpan } from '../time/parse-window.ts';
import type { Window, ZoneOf } from '../time/window.ts';
import { $anniversary } from './anniversary.ts';
import type { Operator } from './operator.ts';

/** How a date stands to now, or to another date. What is no date meets none of these. */
export const dates: Readonly<Record<string, Operator>> = {
	$within(operand, path, compiler) {
		const window = parseWithin(operand, path, compiler);
		return dated(zoneWithin(operand, path, compiler), `a date${window.phrase}`, (at, asked) =>
			between(window.enters(at, asked), window.leaves(at, asked), asked.nowMs),
		);
	},
	$before: comparing(
		'before',
		(at, limit) => at < limit,
		(at, shift, now) => between(at - shift + 1, never, now),
	),
	$after: comparing(
		'after',
		(at, limit) => at > limit,
		(at, shift, now) => between(always, at - shift, now),
	),
	$anniversary,
};

const never = Number.POSITIVE_INFINITY;
const always = Number.NEGATIVE_INFINITY;
const fields = ['last', 'next', 'period', 'calendar', 'timeZone'];
const hint = 'Write { "$within": { "last": "3d" } }, { "next": "3d" } or "today".';

/** A value is read as a date, whose clocks are those of a zone when it names none. */
function dated(
	zoneOf: ZoneOf,
	wants: string,
	test: (at: number, asked: Asked) => ReturnType<typeof forever>,
): ValueTest {
	return {
		test: null,
		wants,
		timed(value, asked) {
			const at = momentOf(value, () => zoneOf(asked));
			return Number.isNaN(at) ? forever(false) : test(at, asked);
		},
	};
}

function parseWithin(json: unknown, path: string, compiler: Compiler): Window {
	const timeZonePath = within(path, 'timeZone');
	if (typeof json === 'string') {
		if (durationMs(json) !== null)
			refuse(path, 'Before or after now?', `Write { "last": "${json}" } or { "next": "${json}" }.`);
		return parsePeriod(json, path, compiler, { future: true, timeZonePath });
	}
	if (typeof json !== 'object' || json === null || Array.isArray(json))
		refuse(path, '$within takes a span of time.', hint);
	refuseUnknownKeys(json, fields, path, '$within');
	const { last, next, period, calendar, timeZone }: Readonly<Record<string, unknown>> = { ...json };
	const options = { calendar, timeZone, timeZonePath, future: true };
	const said = [last, next, period].filter((one) => one !== undefined);
	if (said.length !== 1) refuse(path, '$within takes one of last, next and period.', hint);
	if (period !== undefined) return parsePeriod(period, within(path, 'period'), compiler, options);
	const turn = last === undefined ? 'next' : 'last';
	return parseSpan(turn, last ?? next, within(path, turn), compiler, options);
}

/** The zone of dates that name none is the one that the span is counted in. */
function zoneWithin(json: unknown, path: string, compiler: Compiler): ZoneOf {
	const said = typeof json === 'object' && json !== null && 'timeZone' in json ? json.timeZone : undefined;
	return chooseZone(said, within(path, 'timeZone'), compiler);
}

const relative = /^now(?:([+-])(\d{1,10}[smhdw]))?$/;

/**
 * `$before` and `$after`, both strict. A fixed date has one answer for ever; `now-7d` moves on, so that a moment comes to
 * lie before it 7 days later, and the first whole millisecond after that counts.
 */
function comparing(
	word: string,
	holds: (at: number, limit: number) => boolean,
	moving: (at: number, shiftMs: number, nowMs: number) => ReturnType<typeof forever>,
): Operator {
	return (operand, path, compiler) => {
		const zone = chooseZone(undefined, path, compiler);
		const shift = shiftOf(operand, path);
		const wants = `a date ${word} ${show(operand)}`;
		if (shift !== null) return dated(zone, wants, (at, { nowMs }) => moving(at, shift, nowMs));
		if (!readDate(operand)) {
			refuse(path, `${show(operand)} is no date.`, 'Write "2026-01-31", "2026-01-31T09:00:00Z" or "now-7d".');
		}
		return dated(zone, wants, (at, asked) =>
			forever(
				holds(
					at,
					momentOf(operand, () => zone(asked)),
				),
			),
		);
	};
}

/** How far from now, ms; null for what does not begin with `now`. */
function shiftOf(operand: unknown, path: string): number | null {
	if (typeof operand !== 'string' || !operand.startsWith('now')) return null;
	const [all, sign, length] = relative.exec(operand.replaceAll(' ', '')) ?? [];
	if (all === undefined) refuse(path, `${show(operand)} is no moment.`, 'Write "now", "now-7d" or "now+3d".');
	if (length === undefined) return 0;
	const ms = durationMs(length);
	if (ms === null) refuse(path, `${show(operand)} is too far from now.`, 'Ask for at most ten years.');
	return sign === '-' ? -ms : ms;
}
