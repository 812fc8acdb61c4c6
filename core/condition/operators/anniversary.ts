import { splitDuration } from '../duration.ts';
import { between, type Compiler, combine, forever } from '../node.ts';
import { refuse, refuseUnknownKeys, within } from '../refuse.ts';
import { chooseZone } from '../time/choose-zone.ts';
import { civilOf, dayOf, isLeapYear } from '../time/civil.ts';
import { localDayOf } from '../time/date.ts';
import { parsePeriod, refuseDuration } from '../time/parse-window.ts';
import { type CalendarSpan, calendarWindow, type Window, type ZoneOf } from '../time/window.ts';
import type { Zone } from '../time/zone.ts';
import type { Evaluation } from '../types.ts';
import type { Operator } from './operator.ts';

const hint = 'Write { "$anniversary": "today" }, { "next": "7d" } or "this month".';

/**
 * Does the day come round: a birthday today, or within the next 7 days? The value is a date, or `--05-14` and `05-14` without
 * year. By the calendar of the person's zone; the day itself, in its own year, is no anniversary. 29 February is kept on
 * the 28th in years that have none.
 */
export const $anniversary: Operator = (operand, path, compiler) => {
	const { window, zoneOf } = parse(operand, path, compiler);
	return {
		test: null,
		wants: `a day whose anniversary is${window.phrase}`,
		timed(value, asked) {
			const zone = zoneOf(asked);
			const yearly = yearlyDay(value, zone);
			if (!yearly) return forever(false);
			const thisYear = civilOf(zone.dayAt(asked.nowMs)).year;
			const years = yearsAround.map((offset) => thisYear + offset).filter((year) => year > yearly.afterYear);
			const answer = combine(years, true, (year) => {
				const at = zone.startOfDay(dayIn(year, yearly.month, yearly.day));
				return between(window.enters(at, asked), window.leaves(at, asked), asked.nowMs);
			});
			return comingRound(answer, thisYear, zone);
		},
	};
};

/** A window of a year reaches two calendar years away; the next change is within one more. */
const yearsAround = [-2, -1, 0, 1, 2, 3];

/** Of a day that lies far ahead, the first anniversary is not among the years looked at: look again next year. */
function comingRound(answer: Evaluation, thisYear: number, zone: Zone): Evaluation {
	if (answer.until !== Number.POSITIVE_INFINITY) return answer;
	return { ...answer, until: zone.startOfDay(dayOf(thisYear + 1, 1, 1)) };
}

function dayIn(year: number, month: number, day: number): number {
	return month === 2 && day === 29 && !isLeapYear(year) ? dayOf(year, 2, 28) : dayOf(year, month, day);
}

const yearless = /^(?:--)?(\d{2})-(\d{2})$/;

function yearlyDay(value: unknown, zone: Zone): { month: number; day: number; afterYear: number } | null {
	const parts = typeof value === 'string' ? yearless.exec(value) : null;
	if (parts) {
		const [month, day] = [Number(parts[1]), Number(parts[2])];
		// 2000 had a 29 February.
		const real = civilOf(dayOf(2000, month, day));
		return real.month === month && real.day === day ? { month, day, afterYear: Number.NEGATIVE_INFINITY } : null;
	}
	const number = localDayOf(value, () => zone);
	if (Number.isNaN(number)) return null;
	const { year, month, day } = civilOf(number);
	return { month, day, afterYear: year };
}

function parse(json: unknown, path: string, compiler: Compiler): { window: Window; zoneOf: ZoneOf } {
	const timeZonePath = within(path, 'timeZone');
	if (typeof json === 'string') {
		const window = parsePeriod(json, path, compiler, { future: true, timeZonePath });
		return { window, zoneOf: chooseZone(undefined, timeZonePath, compiler) };
	}
	if (typeof json !== 'object' || json === null || Array.isArray(json))
		refuse(path, '$anniversary takes a time.', hint);
	refuseUnknownKeys(json, ['last', 'next', 'period', 'timeZone'], path, '$anniversary');
	const { last, next, period, timeZone }: Readonly<Record<string, unknown>> = { ...json };
	const said = [last, next, period].filter((one) => one !== undefined);
	if (said.length !== 1) refuse(path, '$anniversary takes one of last, next and period.', hint);
	const zoneOf = chooseZone(timeZone, timeZonePath, compiler);
	if (period !== undefined) {
		const options = { future: true, timeZone, timeZonePath };
		return { window: parsePeriod(period, within(path, 'period'), compiler, options), zoneOf };
	}
	const turn = last === undefined ? 'next' : 'last';
	return { window: daysAround(turn, last ?? next, within(path, turn), zoneOf), zoneOf };
}

/** Within the next 7 days is today, in 7 days, and all days between. */
function daysAround(turn: 'last' | 'next', text: unknown, path: string, zoneOf: ZoneOf): Window {
	const parts = splitDuration(text);
	if (!parts) refuseDuration(text, path);
	const days = parts.unit === 'd' ? parts.amount : parts.unit === 'w' ? parts.amount * 7 : Number.NaN;
	if (!(days <= 366)) refuse(path, 'Anniversaries are counted in days.', 'Write "7d" or "2w", up to a year.');
	const span: CalendarSpan = { unit: 'd', first: turn === 'last' ? -days : 0, last: turn === 'last' ? 0 : days };
	return calendarWindow(span, zoneOf, ` within the ${turn} ${days} ${days === 1 ? 'day' : 'days'}`);
}
