import type { Format } from './types.ts';

/** Longer text has no format; it also keeps each test short. */
const longest = 8_192;

const date = /^(\d{4})-(\d\d)-(\d\d)$/;
const time = /^(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:z|[+-](\d\d):(\d\d))$/i;
const email = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/;
const uri = /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i;

/** RFC 3339's full-date: `2026-02-29` is none. */
function isDate(text: string): boolean {
	const match = date.exec(text);
	if (!match) return false;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** RFC 3339's date-time, with its zone; without leap seconds, which no clock of a browser knows. */
function isDateTime(text: string): boolean {
	if (text.charAt(10).toLowerCase() !== 't' || !isDate(text.slice(0, 10))) return false;
	const [, hour, minute, second, zoneHour = 0, zoneMinute = 0] = time.exec(text.slice(11)) ?? [];
	const below = (part: unknown, limit: number) => Number(part) < limit;
	return below(hour, 24) && below(minute, 60) && below(second, 60) && below(zoneHour, 24) && below(zoneMinute, 60);
}

/** What mail servers of today take: one @, a dotted domain, neither spaces nor signs that headers use. */
function isEmail(text: string): boolean {
	if (!email.test(text)) return false;
	const [local = '', domain = ''] = text.split('@');
	const dotted = (part: string) => part.split('.').every((label) => label !== '');
	return dotted(local) && dotted(domain) && domain.includes('.');
}

/** RFC 3986, absolute: a scheme, and no sign that a URI has to escape. */
function isUri(text: string): boolean {
	return uri.test(text) && URL.canParse(text);
}

const tests: Readonly<Record<Format, (text: string) => boolean>> = {
	'date-time': isDateTime,
	date: isDate,
	email: isEmail,
	uri: isUri,
};

/** Whether a text has a format. */
export function hasFormat(format: Format, text: string): boolean {
	return text.length <= longest && tests[format](text);
}
