import { expect, test } from 'vitest';
import { compile } from '../condition/index.ts';
import { zoneOf } from '../condition/time/zone.ts';
import { clockAt, withClock } from './clock.ts';

const nobody = { attributes: {}, events: [], segments: [] };

function zone(id: string) {
	const found = zoneOf(id);
	if (!found) throw new Error(`no zone ${id}`);
	return found;
}

test('the clock is that of the place, through the change to winter time', () => {
	const at = (iso: string) => clockAt(zone('Europe/Berlin'), Date.parse(iso));
	expect(at('2026-11-28T23:30:00Z')).toEqual({ date: '2026-11-29', clock: '00:30', hour: 0, weekday: 'sunday' });
	expect(at('2026-10-25T00:59:59Z')).toMatchObject({ clock: '02:59', weekday: 'sunday' });
	expect(at('2026-10-25T01:00:00Z')).toMatchObject({ clock: '02:00', hour: 2 });
	expect(clockAt(zone('Asia/Kolkata'), Date.parse('2026-11-30T18:30:00Z'))).toMatchObject({
		date: '2026-12-01',
		clock: '00:00',
		weekday: 'tuesday',
	});
});

test('office hours hold by the clocks of the place, and say until when', () => {
	const condition = compile({ 'time.hour': { $gte: 9, $lt: 17 }, 'time.weekday': { $nin: ['saturday', 'sunday'] } });
	const office = withClock(condition, 'Europe/Berlin');
	const at = (iso: string) => office.evaluate(nobody, Date.parse(iso));
	expect(at('2026-11-27T07:59:59Z')).toEqual({ matches: false, until: Date.parse('2026-11-27T08:00:00Z') });
	expect(at('2026-11-27T08:00:00Z')).toEqual({ matches: true, until: Date.parse('2026-11-27T08:15:00Z') });
	expect(at('2026-11-27T15:59:00Z').matches).toBe(true);
	expect(at('2026-11-27T16:00:00Z').matches).toBe(false);
	expect(at('2026-11-28T10:00:00Z').matches).toBe(false);
});

test('the clock’s minutes are asked again each minute, and a condition without a clock stays what it is', () => {
	const late = withClock(compile({ 'time.clock': { $gte: '22:30' } }), undefined);
	expect(late.evaluate(nobody, Date.parse('2026-11-28T22:29:59Z'))).toEqual({
		matches: false,
		until: Date.parse('2026-11-28T22:30:00Z'),
	});
	expect(late.evaluate(nobody, Date.parse('2026-11-28T22:30:00Z')).matches).toBe(true);
	const timeless = compile({ 'traits.time': 1 });
	expect(withClock(timeless, 'UTC')).toBe(timeless);
});
