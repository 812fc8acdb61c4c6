import { describe, expect, it } from 'vitest';
import { seriesOf, shortDay } from './series.ts';

describe('counts by day', () => {
	const days = [
		{ day: '2026-11-22', counts: { accepted: 3 } },
		{ day: '2026-11-23', counts: {} },
		{ day: '2026-11-24', counts: { accepted: 5, refused: 1 } },
	];

	it('have a value for each day, a total and a highest', () => {
		expect(seriesOf(days, 'accepted')).toEqual({
			values: [
				['2026-11-22', 3],
				['2026-11-23', 0],
				['2026-11-24', 5],
			],
			total: 8,
			most: 5,
		});
		expect(seriesOf([], 'accepted')).toEqual({ values: [], total: 0, most: 0 });
	});

	it('are named by short days', () => {
		expect(shortDay('2026-03-05')).toBe('5 Mar');
	});
});
