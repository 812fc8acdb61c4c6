import type { HealthDay } from '../shapes/health.ts';

/** What the screen shows by day, with what it means. */
export const kinds = [
	{ kind: 'accepted', title: 'Accepted', tone: 'good', about: 'kept in the history of their person' },
	{ kind: 'refused', title: 'Refused', tone: 'bad', about: 'not kept; their sender was told why' },
	{ kind: 'violating', title: 'Break the plan', tone: 'warn', about: 'do not look as the tracking plan says' },
	{ kind: 'duplicate', title: 'Duplicates', tone: 'info', about: 'sent again, counted once' },
	{ kind: 'bot', title: 'Robots', tone: 'plain', about: 'made by robots, not kept' },
] as const;

export interface Series {
	readonly total: number;
	readonly most: number;
	/** Day and count, oldest first. */
	readonly values: readonly (readonly [string, number])[];
}

/** One kind's counts over the days. */
export function seriesOf(days: readonly HealthDay[], kind: string): Series {
	const values = days.map(({ day, counts }) => [day, counts[kind] ?? 0] as const);
	const numbers = values.map(([, count]) => count);
	return { values, total: numbers.reduce((sum, count) => sum + count, 0), most: Math.max(0, ...numbers) };
}

/** `22 Nov` of `2026-11-22`; days are UTC's. */
export function shortDay(day: string): string {
	const [, month, date] = day.split('-');
	const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
	return `${Number(date)} ${names[Number(month) - 1] ?? ''}`;
}
