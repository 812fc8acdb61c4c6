import { expect, it } from 'vitest';
import { groupByDay } from './group-by-day.ts';

const at = (day: number, hour: number) => ({ timestamp: new Date(2026, 10, day, hour).toISOString() });

it('splits a timeline at midnight and keeps its order', () => {
	const events = [at(22, 9), at(22, 0), at(21, 23), at(16, 8)];
	const days = groupByDay(events, new Date(2026, 10, 22, 12).getTime());
	expect(days.map(({ title, events: { length } }) => [title, length])).toEqual([
		['Today', 2],
		['Yesterday', 1],
		['Monday 16 November', 1],
	]);
	expect(days.flatMap((day) => day.events)).toEqual(events);
});

it('has no days without events', () => {
	expect(groupByDay([], 0)).toEqual([]);
});
