import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { compile } from '../index.ts';

const hourMs = 3_600_000;

/** Both changes of the clocks in 2026, and the turn of the year, in every zone there is. */
function momentsOf(zone: string): number[] {
	const end = Date.UTC(2027, 0, 2);
	const moments = [Date.UTC(2026, 11, 31, 12)];
	let at: Temporal.ZonedDateTime | null = Temporal.PlainDate.from('2026-01-02').toZonedDateTime(zone);
	for (at = at.getTimeZoneTransition('next'); at && at.epochMilliseconds < end; at = at.getTimeZoneTransition('next')) {
		moments.push(at.epochMilliseconds);
	}
	return moments.flatMap((moment) => [-25, -1, 0, 1, 25].map((hours) => moment + hours * hourMs));
}

describe('the calendar turns at the exact instant', () => {
	const zones = Intl.supportedValuesOf('timeZone');
	const today = compile({ d: { $within: 'today' } });
	const didToday = compile({ $did: { event: 'A', within: 'today' } });
	const week = compile({ d: { $within: { last: '7d', calendar: true } } });

	test.each(zones)('in %s', (zone) => {
		for (const now of momentsOf(zone)) {
			const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
			const dayAfter = (days: number) => local.add({ days }).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
			const subject = {
				attributes: { d: now, traits: { timezone: zone } },
				events: [{ event: 'A', at: now, properties: {} }],
				segments: [],
			};
			expect(today.evaluate(subject, now)).toEqual({ matches: true, until: dayAfter(1) });
			expect(didToday.evaluate(subject, now)).toEqual({ matches: true, until: dayAfter(1) });
			expect(week.evaluate(subject, now)).toEqual({ matches: true, until: dayAfter(7) });
			expect(today.evaluate(subject, dayAfter(1)).matches).toBe(false);
			expect(today.evaluate(subject, dayAfter(0) - 1)).toEqual({ matches: false, until: dayAfter(0) });
		}
	});
});
