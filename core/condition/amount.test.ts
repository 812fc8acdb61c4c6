import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { compileAmount } from './index.ts';
import { keptInBatches } from './testing/kept-in-batches.ts';
import type { HistoryEvent } from './types.ts';

const now = Date.parse('2026-11-28T12:00:00Z');
const dayMs = 86_400_000;

function order(daysAgo: number, properties: Record<string, unknown> = {}, event = 'Order Completed'): HistoryEvent {
	return { event, at: now - Math.round(daysAgo * dayMs), properties };
}

function of(json: unknown, events: readonly HistoryEvent[], at = now) {
	return compileAmount(json).of({ attributes: {}, events, segments: [] }, at);
}

const orders = [
	order(100, { total: 80, category: 'tents', coupon: null }),
	order(40, { total: '20', category: 'lamps' }),
	order(10, { total: 50, category: 'lamps' }),
	order(5, { total: 'gift', category: 'tents' }),
	order(1, { total: 5, category: 'lamps' }, 'Order Refunded'),
];
const event = 'Order Completed';

describe('what events amount to', () => {
	test.each([
		[{ event, count: true }, 4],
		[{ event, count: true, within: '30d' }, 2],
		[{ event, sum: 'properties.total' }, 150],
		[{ event, sum: 'properties.total', within: '90d' }, 70],
		[{ event, avg: 'properties.total' }, 50],
		[{ event, min: 'properties.total' }, 20],
		[{ event, max: 'properties.total', within: '30d' }, 50],
		[{ event, first: 'properties.category' }, 'tents'],
		[{ event, last: 'properties.category' }, 'tents'],
		[{ event, last: 'properties.coupon' }, null],
		[{ event, mostFrequent: 'properties.category', within: '60d' }, 'lamps'],
		[{ event, mostFrequent: 'properties.category' }, 'lamps'],
		[{ event, distinct: 'properties.category' }, 2],
		[{ event, daysSinceLast: true }, 5],
		[{ event, daysSinceFirst: true }, 100],
		[{ event, where: { 'properties.category': 'lamps' }, sum: 'properties.total' }, 70],
		[{ event: 'Never', count: true }, 0],
		[{ event: 'Never', avg: 'properties.total' }, null],
		[{ event: 'Never', daysSinceLast: true }, null],
		[{ event: 'Never', daysSinceLast: true, buckets: [30, 90] }, null],
		[{ event, daysSinceLast: true, buckets: [30, 90], reverse: true }, 3],
		[{ event, sum: 'properties.total', buckets: [50, 100, 200] }, 3],
	])('%j is %j', (json, value) => {
		expect(of(json, orders).value).toEqual(value);
	});

	test.each([
		[null],
		[{}],
		[{ event }],
		[{ event, count: 2 }],
		[{ event, count: true, sum: 'properties.total' }],
		[{ event, sum: 'properties..total' }],
		[{ event, sum: 7 }],
		[{ event, sum: 'properties.total', $gte: 5 }],
		[{ event, count: true, within: 'enrollment' }],
		[{ event, count: true, within: 'soon' }],
		[{ event, count: true, buckets: [] }],
		[{ event, count: true, buckets: [3, 3] }],
		[{ event, count: true, buckets: ['3'] }],
		[{ event, count: true, reverse: true }],
		[{ event, count: true, where: { $segment: 'vip' } }],
		[{ event, count: true, where: { 'properties.x': { $unknown: 1 } } }],
		[{ event: '', count: true }],
	])('refuses %j', (json) => {
		expect(() => compileAmount(json)).toThrow(Refusal);
	});

	test('tells when it changes with no new data', () => {
		expect(of({ event, count: true, within: '30d' }, orders).until).toBe(now + 20 * dayMs);
		expect(of({ event, sum: 'properties.total' }, orders).until).toBe(Number.POSITIVE_INFINITY);
		expect(of({ event, daysSinceLast: true }, [order(5.25)]).until).toBe(now + 0.75 * dayMs);
		expect(of({ event, daysSinceLast: true, buckets: [30] }, [order(5)]).until).toBe(now + 25 * dayMs);
		expect(of({ event, count: true }, [order(-2)])).toEqual({ value: 0, until: now + 2 * dayMs });
	});
});

test('an amount tells what it comes from', () => {
	const amount = compileAmount({
		event,
		sum: 'properties.total',
		where: { 'properties.category': 'lamps' },
		within: '30d',
	});
	expect(amount.explain({ attributes: {}, events: orders, segments: [] }, now)).toEqual({
		value: 50,
		parts: [
			{ says: 'Order Completed where category is "lamps", 1 time in 30 days; the last was 10 days ago', points: null },
		],
	});
});

const events = fc.array(
	fc.record({
		// Few moments at one end: several events may be of one of them.
		hoursAgo: fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 2000 })),
		event: fc.constantFrom(event, event, event, 'Other'),
		total: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom('7', 'x', null, undefined)),
		category: fc.constantFrom('a', 'b', 'c', 7, null),
	}),
	{ maxLength: 25 },
);
const kinds = fc.constantFrom(
	{ count: true },
	{ sum: 'properties.total' },
	{ avg: 'properties.total' },
	{ min: 'properties.total' },
	{ max: 'properties.total' },
	{ first: 'properties.category' },
	{ last: 'properties.total' },
	{ distinct: 'properties.category' },
	{ mostFrequent: 'properties.category' },
	{ daysSinceFirst: true },
	{ daysSinceLast: true },
	{ sum: 'properties.total', buckets: [0, 10, 40], reverse: true },
	{ daysSinceLast: true, buckets: [3, 10, 30] },
);
const wheres = fc.constantFrom({}, { where: { 'properties.category': { $in: ['a', 'b'] } } });

describe('an amount that is kept', () => {
	test('equals one from scratch, whatever the order of arrival and the batches', () => {
		fc.assert(
			fc.property(
				events,
				kinds,
				wheres,
				fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
				(drawn, kind, where, sizes) => {
					const amount = compileAmount({ event, ...kind, ...where });
					const all = drawn.map(
						({ hoursAgo, event: name, total, category }): HistoryEvent => ({
							event: name,
							at: now - hoursAgo * 3_600_000,
							properties: { total, category },
						}),
					);
					expect(amount.kept?.now(keptInBatches(amount, all, sizes), now)).toEqual(
						amount.of({ attributes: {}, events: all.toSorted((a, b) => a.at - b.at), segments: [] }, now),
					);
				},
			),
			{ numRuns: 500 },
		);
	});

	test('is none where time decides which events count', () => {
		expect(compileAmount({ event, count: true, within: '30d' }).kept).toBeNull();
		const timed = { 'properties.until': { $within: { next: '3d' } } };
		expect(compileAmount({ event, count: true, where: timed }).kept).toBeNull();
	});

	test('gives up on values that are too large to be kept', () => {
		const large = Array.from({ length: 3 }, (_, i) => order(i, { category: `${i}`.repeat(3000) }));
		const { kept } = compileAmount({ event, mostFrequent: 'properties.category' });
		expect(kept?.add(null, large.slice(1))).not.toBeNull();
		expect(kept?.add(null, large)).toBeUndefined();
	});

	test('gives up on more different values than are kept', () => {
		const many = Array.from({ length: 300 }, (_, i) => order(i, { category: `c${i}` }));
		const { kept } = compileAmount({ event, distinct: 'properties.category' });
		expect(kept?.add(null, many)).toBeUndefined();
	});
});

test('until is never late: the value stays the same until then, and is another at the moment itself', () => {
	fc.assert(
		fc.property(events, kinds, fc.constantFrom({}, { within: '7d' }, { within: '30d' }), (drawn, kind, window) => {
			const all = drawn.map((one) => order(one.hoursAgo / 24, one, one.event)).toSorted((a, b) => a.at - b.at);
			const amount = compileAmount({ event, ...kind, ...window });
			const at = (ms: number) => amount.of({ attributes: {}, events: all, segments: [] }, ms);
			const { value, until } = at(now);
			if (until === Number.POSITIVE_INFINITY) return;
			expect(until).toBeGreaterThan(now);
			for (const share of [0.25, 0.5, 1 - 1e-9]) {
				expect(at(Math.floor(now + (until - 1 - now) * share)).value).toEqual(value);
			}
		}),
		{ numRuns: 500 },
	);
});
