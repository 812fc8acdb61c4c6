import { describe, expect, it } from 'vitest';
import { readAloud } from './read-aloud.ts';

describe('a condition read aloud', () => {
	it.each([
		[{}, 'Everyone'],
		[{ 'traits.plan': 'pro' }, 'Plan is “pro”'],
		[{ 'traits.age': { $gte: 18, $lt: 65 } }, 'Age is at least 18 and is below 65'],
		[{ 'account.traits.plan': 'pro', 'account.members': 5 }, 'Account’s plan is “pro”, and account’s members is 5'],
		[{ 'account.computed.orders': { $gte: 3 } }, 'Account’s orders is at least 3'],
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
		[{ $nor: [{ 'traits.a': 1 }, { 'traits.b': 2 }], 'traits.c': 3 }, '(neither a is 1, nor b is 2), and c is 3'],
		[{ $did: { event: 'Order Completed', count: 0 } }, 'Never did Order Completed'],
		[{ $did: { event: 'Seen', count: { $gte: 1 }, within: 'today' } }, 'Did Seen at least 1 time today'],
		[{ $did: { event: 'Seen', within: '7d', calendar: true } }, 'Did Seen in the last 7 calendar days'],
		[
			{ $did: { event: 'Seen', since: '2026-01-01', until: '2026-04-01', timeZone: 'site' } },
			'Did Seen since 2026-01-01 before 2026-04-01 (in the site’s time zone)',
		],
		[
			{ $did: { event: 'Seen', within: 'this month', where: { 'properties.price': { $gte: 5 } } } },
			'Did Seen this month where price is at least 5',
		],
		[
			{ $sequence: [{ event: 'Product Added' }, { event: 'Order Completed', within: '1h', absent: true }] },
			'Did Product Added, and then not Order Completed within 1 hour',
		],
		[
			{ $sequence: { steps: [{ event: 'A' }, { event: 'B' }], within: '30d' } },
			'Did A, and then B, all of it in the last 30 days',
		],
		[{ 'traits.trialEndsAt': { $within: { next: '3d' } } }, 'TrialEndsAt is within the next 3 days'],
		[{ 'traits.seen': { $within: { last: '2w', calendar: true } } }, 'Seen is within the last 2 calendar weeks'],
		[{ 'traits.seen': { $within: 'this month' } }, 'Seen is this month'],
		[
			{ 'traits.seen': { $within: { period: 'today', timeZone: 'Europe/Berlin' } } },
			'Seen is today (in Europe/Berlin)',
		],
		[{ 'traits.at': { $before: 'now-7d' } }, 'At is more than 7 days ago'],
		[{ 'traits.at': { $after: '2026-01-01', $before: 'now' } }, 'At is after 2026-01-01 and is in the past'],
		[{ 'traits.birthday': { $anniversary: 'today' } }, 'Birthday has its anniversary today'],
		[{ 'traits.birthday': { $anniversary: { next: '7d' } } }, 'Birthday has its anniversary within the next 7 days'],
		[{ 'traits.plan': { $eq: 'pro', $for: '14d' } }, 'Plan is “pro” for at least 14 days'],
		[{ 'traits.plan': { $for: '1w' } }, 'Plan has not changed for at least 1 week'],
		[{ $bucket: { seed: 'x', range: [0, 0.125] } }, 'Falls in the share from 0 % to 12.5 % of “x”'],
		[{ 'device.version': { $vgte: '1.10' } }, 'Device.version is at least version “1.10”'],
		[{ 'traits.tags': { $alli: ['a', 'b'] } }, 'Tags has all of “a”, “b”, in any case'],
		[{ 'traits.tags': { $size: { $gte: 2 } } }, 'Tags is a list whose length is at least 2'],
		[{ 'traits.tags': { $elemMatch: { $gt: 2 } } }, 'Tags has an item that is above 2'],
		[{ 'traits.pets': { $elemMatch: { name: 'Rex' } } }, 'Pets has an item whose name is “Rex”'],
		[{ 'traits.id': { $inGroup: 'staff' } }, 'Id is in the group “staff”'],
		[{ 'traits.id': { $type: 'number' } }, 'Id is a number'],
		[{ 'traits.x': { $not: { $not: { $not: { $gt: 1 } } } } }, 'X not: is above 1'],
		[{ 'traits.x': { $someday: 3 } }, 'X $someday 3'],
		[{ $and: 'broken' }, '“broken”'],
		[{ $or: [] }, 'Everyone'],
		[{ $nor: [] }, 'Nobody'],
		[{ 'traits.tags': [] }, 'Tags is an empty list'],
		[{ $did: { event: 'Seen', count: { $gte: 2, $lte: 5 } } }, 'Did Seen at least 2 and at most 5 times'],
	])('%j', (condition, sentence) => {
		expect(readAloud(condition)).toBe(sentence);
	});

	it.each([
		[{ $or: [{ a: 1 }, { b: 2, c: 3 }] }, 'Either a is 1, or (b is 2, and c is 3)'],
		[{ $or: [{ a: 1 }, { b: 2 }], c: 3 }, '(either a is 1, or b is 2), and c is 3'],
		[{ $or: [{ a: 1 }, { $and: [{ b: 2 }, { c: 3 }] }] }, 'Either a is 1, or (b is 2, and c is 3)'],
		[{ $and: [{ $or: [{ a: 1 }, { b: 2 }] }, { c: 3 }] }, '(either a is 1, or b is 2), and c is 3'],
		[{ $and: [{ a: 1, b: 2 }, { $and: [{ c: 3 }] }] }, 'A is 1, and b is 2, and c is 3'],
		[{ $not: { a: 1, b: 2 } }, 'Not: (a is 1, and b is 2)'],
		[{ $not: { a: 1 }, b: 2 }, 'Not: a is 1, and b is 2'],
		[{ $not: { $or: [{ a: 1 }, { b: 2 }] } }, 'Not: (either a is 1, or b is 2)'],
		[{ $nor: [{ a: 1, b: 2 }, { c: 3 }] }, 'Neither (a is 1, and b is 2), nor c is 3'],
		[{ a: { $not: { $gt: 1, $lt: 5 } } }, 'A not: (is above 1 and is below 5)'],
		[{ a: { $not: { $gt: 1 }, $lt: 5 } }, 'A not: is above 1 and is below 5'],
		[
			{ $did: { event: 'Seen', where: { 'properties.a': 1, 'properties.b': 2 } }, c: 3 },
			'Did Seen where (a is 1, and b is 2), and c is 3',
		],
	])('says where a part of it ends: %j', (condition, sentence) => {
		expect(readAloud(condition)).toBe(sentence);
	});

	it('never fails, and comes to an end', () => {
		const deep = JSON.parse(`${'{"$not":'.repeat(7_000)}{}${'}'.repeat(7_000)}`);
		expect(readAloud(deep)).toMatch(/^Not: not: .*…$/);
		for (const key of ['$did', '$sequence', '$segment', '$bucket', '$and']) {
			for (const value of [null, 3, 'x', [], [null], {}, { steps: [null] }, { range: ['a'] }]) {
				expect(readAloud({ [key]: value })).not.toBe('');
			}
		}
		for (const key of ['$within', '$before', '$anniversary', '$elemMatch', '$for', '$size', '$type']) {
			for (const value of [null, 3, [], {}]) expect(readAloud({ a: { [key]: value } })).not.toBe('');
		}
	});

	it('says how long somebody has been in a segment', () => {
		expect(readAloud({ $segment: { id: 'vip', $for: '7d' } }, () => 'Gold')).toBe(
			'Has been in the segment “Gold” for at least 7 days',
		);
	});

	it('calls segments by their names', () => {
		expect(readAloud({ $segment: 'vip' }, (id) => (id === 'vip' ? 'Gold customers' : id))).toBe(
			'Is in the segment “Gold customers”',
		);
	});
});
