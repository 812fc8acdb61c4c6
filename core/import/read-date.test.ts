import { describe, expect, test } from 'vitest';
import { utc, zoneOf } from '../condition/time/zone.ts';
import { readDate } from './read-date.ts';
import type { DateFormat } from './types.ts';

function read(text: unknown, format: DateFormat, zone = 'UTC'): string | null {
	const ms = readDate(text, format, zoneOf(zone) ?? utc);
	return ms === null ? null : new Date(ms).toISOString();
}

describe('a date in a file', () => {
	test.each<[string, DateFormat, string]>([
		['12/1/2010 10:03', 'mdy', '2010-12-01T10:03:00.000Z'],
		['12/1/2010 10:03', 'dmy', '2010-01-12T10:03:00.000Z'],
		['1.12.2010', 'dmy', '2010-12-01T00:00:00.000Z'],
		['3/14/21 1:05 PM', 'mdy', '2021-03-14T13:05:00.000Z'],
		['1/2/2021 12:00 AM', 'mdy', '2021-01-02T00:00:00.000Z'],
		['19970112', 'ymd', '1997-01-12T00:00:00.000Z'],
		['1997-01-12 8:30:05', 'ymd', '1997-01-12T08:30:05.000Z'],
		['40513.4184027778', 'excel', '2010-12-01T10:02:30.000Z'],
		['1291197780', 'unix', '2010-12-01T10:03:00.000Z'],
		['1291197780000', 'unix-ms', '2010-12-01T10:03:00.000Z'],
		['2010-12-01T10:03:00+02:00', 'iso', '2010-12-01T08:03:00.000Z'],
	])('%s as %s is %s', (text, format, expected) => {
		expect(read(text, format)).toBe(expected);
	});

	test('without a zone it was written where the file was, in summer and in winter', () => {
		expect(read('2021-07-01 12:00', 'iso', 'Europe/Berlin')).toBe('2021-07-01T10:00:00.000Z');
		expect(read('1.1.2021 12:00', 'dmy', 'Europe/Berlin')).toBe('2021-01-01T11:00:00.000Z');
		expect(read('44378.5', 'excel', 'Europe/Berlin')).toBe('2021-07-01T10:00:00.000Z');
		expect(read('2021-07-01', 'iso', 'America/New_York')).toBe('2021-07-01T04:00:00.000Z');
	});

	test.each<[unknown, DateFormat]>([
		['31.02.2010', 'dmy'],
		['2010-02-31', 'iso'],
		['13/13/2010', 'mdy'],
		['1/2/2010 25:00', 'mdy'],
		['1/2/2010 13:00 PM', 'mdy'],
		['40513', 'iso'],
		['12/1/2010', 'excel'],
		['59', 'excel'],
		['1/2/210', 'dmy'],
		['yesterday', 'dmy'],
		['', 'unix'],
		[{ year: 2010 }, 'iso'],
	])('%s is none as %s', (text, format) => {
		expect(read(text, format)).toBeNull();
	});
});
