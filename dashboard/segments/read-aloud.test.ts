import { describe, expect, it } from 'vitest';
import { readAloud } from './read-aloud.ts';

describe('a condition read aloud', () => {
	it.each([
		[{}, 'Everyone'],
		[{ 'traits.plan': 'pro' }, 'Plan is “pro”'],
		[{ 'traits.age': { $gte: 18, $lt: 65 } }, 'Age is at least 18 and is below 65'],
		[{ 'geo.country': { $in: ['DE', 'FR'] } }, 'Geo.country is one of “DE”, “FR”'],
		[
			{ $did: { event: 'Order Completed', count: { $gte: 2 }, within: '30d' } },
			'Did Order Completed at least 2 times in the last 30 days',
		],
		[{ $did: { event: 'Order Completed', count: { $eq: 0 } } }, 'Never did Order Completed'],
		[
			{ $did: { event: 'Order Completed', sum: 'properties.total', $gte: 500, within: '365d' } },
			'Did Order Completed with total adding up to at least 500 in the last 365 days',
		],
		[{ $or: [{ 'traits.a': 1 }, { $not: { 'traits.b': true } }] }, 'Either a is 1, or not: b is true'],
		[{ 'traits.x': { $someday: 3 } }, 'X $someday 3'],
		[{ $and: 'broken' }, '“broken”'],
	])('%j', (condition, sentence) => {
		expect(readAloud(condition)).toBe(sentence);
	});

	it('calls segments by their names', () => {
		expect(readAloud({ $segment: 'vip' }, (id) => (id === 'vip' ? 'Gold customers' : id))).toBe(
			'Is in the segment “Gold customers”',
		);
	});
});
