import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { startOf, unitAt } from './calendar.ts';
import { civilOf, dayMs, dayOf } from './civil.ts';
import { momentOf, readDate } from './date.ts';
import { type Zone, zoneOf } from './zone.ts';

const names = Intl.supportedValuesOf('timeZone');

function opened(id: string): Zone {
	const zone = zoneOf(id);
	if (!zone) throw new Error(`No zone ${id}`);
	return zone;
}

/** The changes of a zone's clocks within some years, as another implementation knows them. */
function changesOf(id: string, from: string, to: string): number[] {
	const found: number[] = [];
	let at: Temporal.ZonedDateTime | null = Temporal.Instant.from(from).toZonedDateTimeISO(id);
	while (at && at.epochMilliseconds < Date.parse(to)) {
		found.push(at.epochMilliseconds);
		at = at.getTimeZoneTransition('next');
	}
	return found;
}

function expectedStart(id: string, day: number): number {
	const { year, month, day: dayOfMonth } = civilOf(day);
	return Temporal.PlainDate.from({ year, month, day: dayOfMonth }).toZonedDateTime({ timeZone: id }).epochMilliseconds;
}

describe('days begin when clocks say so', () => {
	test.each(names)('in %s, around each change of the clocks in three years', (id) => {
		const zone = opened(id);
		for (const change of changesOf(id, '2025-01-01T00:00:00Z', '2028-01-01T00:00:00Z')) {
			const middle = Math.floor(change / dayMs);
			for (let day = middle - 2; day <= middle + 2; day++) {
				const start = zone.startOfDay(day);
				expect([day, start]).toEqual([day, expectedStart(id, day)]);
				expect(zone.dayAt(start)).toBe(day);
				expect(zone.dayAt(start - 1)).toBe(day - 1);
			}
			for (const ms of [change - 1, change, change + 1]) {
				const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(id).toPlainDate();
				expect(zone.dayAt(ms)).toBe(dayOf(local.year, local.month, local.day));
			}
		}
	});

	test('anywhere, at any time since 1900', () => {
		const day = fc.integer({ min: dayOf(1900, 1, 1), max: dayOf(2060, 1, 1) });
		fc.assert(
			fc.property(fc.constantFrom(...names), day, fc.integer({ min: 0, max: dayMs - 1 }), (id, number, within) => {
				const zone = opened(id);
				expect(zone.startOfDay(number)).toBe(expectedStart(id, number));
				const local = new Date(number * dayMs + within).toISOString().slice(0, -1);
				const expected = Temporal.PlainDateTime.from(local).toZonedDateTime(id).epochMilliseconds;
				expect(momentOf(local, () => zone)).toBe(expected);
			}),
			{ numRuns: 1_000 },
		);
	});

	test('never twice, also where clocks were set back over midnight', () => {
		// St. John's in autumn 2006: at 00:01 clocks went back to 23:01 of the day before.
		const zone = opened('America/St_Johns');
		const summer = Temporal.PlainDateTime.from('2006-08-01T12:00').toZonedDateTime(zone.id);
		const back = summer.getTimeZoneTransition('next')?.epochMilliseconds ?? 0;
		const days = [-61_000, -59_000, -1, 0, 60_000, 3_600_000].map(
			(ms) => zone.dayAt(back + ms) - zone.dayAt(back - 61_000),
		);
		expect(days).toEqual([0, 1, 1, 1, 1, 1]);
	});

	test('also where a day was left out', () => {
		const zone = opened('Pacific/Apia');
		const skipped = dayOf(2011, 12, 30);
		expect(zone.startOfDay(skipped)).toBe(zone.startOfDay(skipped + 1));
		expect(zone.dayAt(zone.startOfDay(skipped))).toBe(skipped + 1);
	});
});

describe('weeks, months, quarters and years', () => {
	test.each(['d', 'w', 'mo', 'q', 'y'] as const)('a moment is in the one %s that has begun and not ended', (unit) => {
		const moment = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2050, 0) });
		fc.assert(
			fc.property(fc.constantFrom(...names), moment, (id, ms) => {
				const zone = opened(id);
				const index = unitAt(unit, ms, zone);
				expect(startOf(unit, index, zone)).toBeLessThanOrEqual(ms);
				expect(startOf(unit, index + 1, zone)).toBeGreaterThan(ms);
			}),
		);
	});

	test('weeks begin on Monday', () => {
		expect(
			new Date(startOf('w', unitAt('w', Date.UTC(2026, 10, 29), opened('UTC')), opened('UTC'))).toISOString(),
		).toBe('2026-11-23T00:00:00.000Z');
	});
});

describe('a date', () => {
	test.each([
		['2026-05-14', 'local', Date.UTC(2026, 4, 14)],
		['2026-05-14T10:00', 'local', Date.UTC(2026, 4, 14, 10)],
		['2026-05-14 10:00:00.5', 'local', Date.UTC(2026, 4, 14, 10, 0, 0, 500)],
		['2026-05-14T10:00:00Z', 'moment', Date.UTC(2026, 4, 14, 10)],
		['2026-05-14T10:00:00.123456+0230', 'moment', Date.UTC(2026, 4, 14, 7, 30, 0, 123)],
		['2024-02-29', 'local', Date.UTC(2024, 1, 29)],
		[1_778_752_800, 'moment', 1_778_752_800_000],
		[1_778_752_800_000, 'moment', 1_778_752_800_000],
	])('%j is read', (value, kind, ms) => {
		const dated = readDate(value);
		expect(dated?.kind).toBe(kind);
		expect(dated?.kind === 'moment' ? dated.ms : dated?.localMs).toBe(ms);
	});

	test.each([
		'2026-02-29',
		'2026-13-01',
		'2026-00-10',
		'tomorrow',
		'',
		'2026',
		'14.05.2026',
		1e300,
		Number.NaN,
		null,
		{},
		true,
	])('%j is none', (value) => {
		expect(readDate(value)).toBeNull();
	});
});

test('what is no zone is none', () => {
	for (const id of ['Mars/Olympus', '', 'x'.repeat(100), '__proto__', 7, null, 'Europe/Berlin\n']) {
		expect(zoneOf(id)).toBeNull();
	}
});
