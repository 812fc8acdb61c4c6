import { daysIn } from '../condition/time/civil.ts';
import type { Zone } from '../condition/time/zone.ts';
import { readInstant } from '../event/index.ts';
import type { DateFormat } from './types.ts';

const dayMs = 86_400_000;
/** Excel's day 0: it takes 1900 for a leap year, so that days since March 1900 are counted from here. */
const excelEpochMs = Date.UTC(1899, 11, 30);

const parts =
	/^(\d{1,4})[-./ ]?(\d{1,2})[-./ ]?(\d{1,4})(?:[T ,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?\s*([ap]m)?)?$/i;

/**
 * A date as a file has it, to ms since 1970; null for what is none in that format. Without a zone of its own it was written
 * where `zone` is. Years of two digits are of 1970 to 2069.
 */
export function readDate(value: unknown, format: DateFormat, zone: Zone): number | null {
	const text = String(value).trim();
	switch (format) {
		case 'iso':
			return readIso(text, zone);
		case 'unix':
			return scaled(text, 1000);
		case 'unix-ms':
			return scaled(text, 1);
		case 'excel':
			return readExcel(text, zone);
		default:
			return readParts(text, format, zone);
	}
}

function readIso(text: string, zone: Zone): number | null {
	const ms = readInstant(text);
	if (ms === null || !isRealDay(text)) return null;
	return text.length > 10 && /(z|[+-]\d\d(:?\d\d)?)$/i.test(text.slice(10)) ? ms : zone.momentOf(ms);
}

/** Whether the calendar has the day: the engine would take 31 February for 3 March. */
function isRealDay(text: string): boolean {
	const [year, month, day] = text.slice(0, 10).split('-').map(Number);
	return hasDay(year ?? 0, month ?? 0, day ?? 0);
}

function hasDay(year: number, month: number, day: number): boolean {
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function scaled(text: string, factor: number): number | null {
	return /^-?\d{1,14}(\.\d+)?$/.test(text) ? Math.floor(Number(text) * factor) : null;
}

function readExcel(text: string, zone: Zone): number | null {
	const days = /^\d{1,6}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
	if (!(days >= 61)) return null;
	// Excel keeps seconds as fractions of a day, which do not come out even.
	return zone.momentOf(Math.round((excelEpochMs + days * dayMs) / 1000) * 1000);
}

function readParts(text: string, format: 'dmy' | 'mdy' | 'ymd', zone: Zone): number | null {
	const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
	const found = format === 'ymd' && compact ? [text, compact[1], compact[2], compact[3]] : parts.exec(text);
	if (!found || (format !== 'ymd' && compact)) return null;
	const [first = '', second = '', third = ''] = found.slice(1, 4);
	const [year, month, day] = {
		dmy: [third, second, first],
		mdy: [third, first, second],
		ymd: [first, second, third],
	}[format].map(Number);
	const yearText = format === 'ymd' ? first : third;
	if (yearText.length !== 2 && yearText.length !== 4) return null;
	const fullYear = yearText.length === 2 ? ((year ?? 0) < 70 ? 2000 : 1900) + (year ?? 0) : (year ?? 0);
	const clock = readClock(found.slice(4));
	if (clock === null || !hasDay(fullYear, month ?? 0, day ?? 0)) return null;
	return zone.momentOf(Date.UTC(fullYear, (month ?? 1) - 1, day) + clock);
}

/** Hours, minutes, seconds, milliseconds and am or pm, as ms; null when no clock shows it. */
function readClock([hours = '0', minutes = '0', seconds = '0', ms = '0', half]: readonly (string | undefined)[]) {
	let hour = Number(hours);
	if (half !== undefined) {
		if (hour < 1 || hour > 12) return null;
		hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
	}
	if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
	return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms.padEnd(3, '0'));
}
