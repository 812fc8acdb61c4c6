import { describe, expect, it } from 'vitest';
import type { LiveItem } from '../../core/live/types.ts';
import { backoffMs, mergeEvents } from './merge.ts';

function event(messageId: string, second: number): LiveItem {
	const timestamp = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
	const rest = {
		siteId: 's',
		type: 'track',
		event: 'E',
		page: null,
		name: null,
		country: null,
		city: null,
		device: null,
		browser: null,
		os: null,
		campaign: null,
		consent: null,
		violations: 0,
		segments: [],
	};
	return { profileId: 'p', messageId, timestamp, ...rest };
}
const ids = (events: readonly LiveItem[]) => events.map(({ messageId }) => messageId);

describe('the live feed', () => {
	it('shows the newest first, also when events arrive out of order', () => {
		expect(ids(mergeEvents([event('b', 2)], [event('a', 1), event('c', 3)]))).toEqual(['c', 'b', 'a']);
	});

	it('shows an event that arrives twice once', () => {
		expect(ids(mergeEvents([event('a', 1)], [event('a', 1), event('b', 2), event('b', 2)]))).toEqual(['b', 'a']);
	});

	it('forgets the oldest beyond its limit', () => {
		expect(ids(mergeEvents([event('a', 1), event('b', 2)], [event('c', 3)], 2))).toEqual(['c', 'b']);
	});
});

describe('coming back after a lost connection', () => {
	it('waits longer each time, up to 15 seconds, and never at the same moment as everyone else', () => {
		expect([0, 1, 2, 10, 60].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1000, 2000, 15_000, 15_000]);
		expect(backoffMs(2, 0)).toBe(1000);
	});
});
