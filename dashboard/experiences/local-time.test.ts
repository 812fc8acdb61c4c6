import { expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

it('shows an instant by the clocks of a place and gives the same instant back, summer and winter', () => {
	expect(toLocalInput('2026-07-04T05:06:00.000Z', 'Europe/Berlin')).toBe('2026-07-04T07:06');
	expect(toLocalInput('2026-12-31T23:30:00.000Z', 'Europe/Berlin')).toBe('2027-01-01T00:30');
	for (const iso of ['2026-03-29T00:59:00.000Z', '2026-03-29T01:00:00.000Z', '2026-07-04T05:06:00.000Z'])
		for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC'])
			expect(fromLocalInput(toLocalInput(iso, zone), zone)).toBe(iso);
});

it('keeps nothing as nothing, and takes a place that it does not know for UTC', () => {
	expect([toLocalInput(null, 'UTC'), toLocalInput('never', 'UTC'), fromLocalInput('', 'UTC')]).toEqual(['', '', null]);
	expect(toLocalInput('2026-07-04T05:06:00.000Z', 'Mars/Olympus')).toBe('2026-07-04T05:06');
});
