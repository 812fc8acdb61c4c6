import { describe, expect, it } from 'vitest';
import {
	formatBytes,
	formatCount,
	formatDay,
	formatDuration,
	formatInstant,
	formatRelative,
	formatValue,
	plural,
	toMs,
} from './format.ts';

const now = new Date(2026, 10, 22, 15, 0, 0).getTime();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('moments as people say them', () => {
	it.each([
		[now - 3000, 'just now'],
		[now + 3000, 'in a moment'],
		[now - 46_000, '1 min ago'],
		[now - 5 * minute, '5 min ago'],
		[now + 20 * minute, 'in 20 min'],
		[now - 3 * hour, '3 h ago'],
		[now - day, '1 day ago'],
		[now - 3 * day, '3 days ago'],
		[now - 40 * day, '13 Oct'],
	])('%d reads %s', (at, words) => {
		expect(formatRelative(at, now)).toBe(words);
	});

	it('names the year once it is another one', () => {
		expect(formatRelative(now - 400 * day, now)).toBe('18 October 2025');
	});

	it('takes ISO text as well as milliseconds', () => {
		expect(formatRelative(new Date(now - 5 * minute).toISOString(), now)).toBe('5 min ago');
	});

	it('shows a dash for what is no moment', () => {
		expect([formatRelative(null, now), formatRelative('soon', now), formatInstant(null)]).toEqual(['–', '–', '–']);
		expect(toMs(Number.NaN)).toBeNull();
	});

	it('counts days by the calendar, not by 24 hours', () => {
		const lateYesterday = new Date(2026, 10, 21, 23, 59).getTime();
		expect(formatDay(lateYesterday, now)).toBe('Yesterday');
		expect(formatDay(now - 14 * hour, now)).toBe('Today');
		expect(formatDay(new Date(2026, 10, 16, 12).getTime(), now)).toBe('Monday 16 November');
		expect(formatDay(new Date(2025, 2, 3, 12).getTime(), now)).toBe('3 March 2025');
	});
});

describe('numbers and values', () => {
	it('groups thousands and minds the singular', () => {
		expect(formatCount(12_345)).toBe('12,345');
		expect([plural(1, 'change'), plural(3, 'change'), plural(2, 'person', 'people')]).toEqual([
			'1 change',
			'3 changes',
			'2 people',
		]);
	});

	it('says durations in words and leaves alone what is none', () => {
		expect([formatDuration('30d'), formatDuration('1h'), formatDuration('soon')]).toEqual([
			'30 days',
			'1 hour',
			'soon',
		]);
	});

	it('shows text as it is and everything else as JSON', () => {
		expect([formatValue('<b>'), formatValue({ a: 1 }), formatValue(undefined)]).toEqual([
			'<b>',
			'{"a":1}',
			'undefined',
		]);
	});
});

it.each([
	[0, '0 B'],
	[999, '999 B'],
	[3400, '3.4 kB'],
	[12_345, '12 kB'],
	[120_400_000, '120 MB'],
	[5_000_000_000_000, '5.0 TB'],
])('%d bytes read %j', (bytes, text) => {
	expect(formatBytes(bytes)).toBe(text);
});
