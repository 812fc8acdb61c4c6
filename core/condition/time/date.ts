import { dayMs, dayOf, daysIn } from './civil.ts';
import type { Zone } from './zone.ts';

/** A point in time as it is written: a moment, or what clocks show somewhere. */
export type Dated =
	| { readonly kind: 'moment'; readonly ms: number }
	/** `localMs` counts as if the clocks were UTC's. */
	| { readonly kind: 'local'; readonly localMs: number };

/** Numbers below this are seconds: as milliseconds they would all lie before March 1973. */
const secondsBelow = 100_000_000_000;
const lastMs = Date.UTC(9999, 11, 30);
const firstMs = -62_135_510_400_000;
const written =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:\s?(?:(Z)|([+-])(\d{2}):?(\d{2})))?)?$/i;

/** What ISO 8601 and unix time can say between the years 1 and 9999; null for everything else. */
export function readDate(value: unknown): Dated | null {
	if (typeof value === 'number') return readNumber(value);
	const parts = typeof value === 'string' && value.length <= 40 ? written.exec(value) : null;
	if (!parts) return null;
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', z, sign, offsetHour, offsetMinute] =
		parts;
	const date = { year: Number(year), month: Number(month), day: Number(day) };
	if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) return null;
	if (date.day > daysIn(date.year, date.month)) return null;
	const time = [Number(hour), Number(minute), Number(second)] as const;
	if (time[0] > 23 || time[1] > 59 || time[2] > 60) return null;
	const localMs =
		dayOf(date.year, date.month, date.day) * dayMs +
		((time[0] * 60 + time[1]) * 60 + Math.min(time[2], 59)) * 1000 +
		Number(fraction.padEnd(3, '0').slice(0, 3));
	if (z === undefined && sign === undefined) return { kind: 'local', localMs };
	const offset = sign === undefined ? 0 : (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
	return { kind: 'moment', ms: sign === '-' ? localMs + offset : localMs - offset };
}

function readNumber(value: number): Dated | null {
	const ms = Math.trunc(Math.abs(value) < secondsBelow ? value * 1000 : value);
	return ms >= firstMs && ms <= lastMs ? { kind: 'moment', ms } : null;
}

/** The moment that a value names, where clocks are those of `zone`: a date alone is the start of that day. NaN for what is no date. */
export function momentOf(value: unknown, zone: () => Zone): number {
	const dated = readDate(value);
	if (!dated) return Number.NaN;
	if (dated.kind === 'moment') return dated.ms;
	return dated.localMs % dayMs === 0 ? zone().startOfDay(dated.localMs / dayMs) : zone().momentOf(dated.localMs);
}

/** The local day that a value names: the one it is written with, or the one that clocks showed. NaN for what is no date. */
export function localDayOf(value: unknown, zone: () => Zone): number {
	const dated = readDate(value);
	if (!dated) return Number.NaN;
	return dated.kind === 'local' ? Math.floor(dated.localMs / dayMs) : zone().dayAt(dated.ms);
}
