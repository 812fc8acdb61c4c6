/** Calendar arithmetic without time zones. A day is its number since 1970-01-01, as the proleptic Gregorian calendar counts. */

export const dayMs = 86_400_000;

export interface CivilDate {
	readonly year: number;
	/** 1 to 12. */
	readonly month: number;
	readonly day: number;
}

/** The number of a date's day. Months beyond 12 or below 1 roll into other years. */
export function dayOf(year: number, month: number, day: number): number {
	// Date.UTC takes years below 100 for the 20th century's: setUTCFullYear does not.
	return new Date(0).setUTCFullYear(year, month - 1, day) / dayMs;
}

export function civilOf(day: number): CivilDate {
	const date = new Date(day * dayMs);
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function isLeapYear(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** How many days a month has. */
export function daysIn(year: number, month: number): number {
	return dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}
