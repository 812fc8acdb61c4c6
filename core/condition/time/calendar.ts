import { civilOf, dayOf } from './civil.ts';
import type { Zone } from './zone.ts';

/** Days, weeks from Monday (ISO 8601), months, quarters and years. */
export type CalendarUnit = 'd' | 'w' | 'mo' | 'q' | 'y';

/** Which of the units, counted through, a local day is in. */
export function unitOfDay(unit: CalendarUnit, day: number): number {
	if (unit === 'd') return day;
	// Day 0 was a Thursday.
	if (unit === 'w') return Math.floor((day + 3) / 7);
	const { year, month } = civilOf(day);
	if (unit === 'y') return year;
	return unit === 'mo' ? year * 12 + month - 1 : year * 4 + Math.floor((month - 1) / 3);
}

/** The first local day of a unit. */
export function firstDayOf(unit: CalendarUnit, index: number): number {
	switch (unit) {
		case 'd':
			return index;
		case 'w':
			return index * 7 - 3;
		case 'mo':
			return dayOf(Math.floor(index / 12), 1 + modulo(index, 12), 1);
		case 'q':
			return dayOf(Math.floor(index / 4), 1 + 3 * modulo(index, 4), 1);
		case 'y':
			return dayOf(index, 1, 1);
	}
}

/** Which unit a moment is in, where a zone's clocks tell the day. */
export function unitAt(unit: CalendarUnit, ms: number, zone: Zone): number {
	return unitOfDay(unit, zone.dayAt(ms));
}

/** The first moment of a unit. */
export function startOf(unit: CalendarUnit, index: number, zone: Zone): number {
	return zone.startOfDay(firstDayOf(unit, index));
}

function modulo(n: number, by: number): number {
	return ((n % by) + by) % by;
}
