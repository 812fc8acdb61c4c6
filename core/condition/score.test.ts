import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { compileAmount } from './index.ts';
import { keptInBatches } from './testing/kept-in-batches.ts';
import type { HistoryEvent } from './types.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.parse('2026-11-29T12:00:00Z');
const forEver = Number.POSITIVE_INFINITY;

function happened(event: string, daysAgo: number, properties: Record<string, unknown> = {}): HistoryEvent {
	return { event, at: now - Math.round(daysAgo * dayMs), properties };
}

function of(json: unknown, events: readonly HistoryEvent[], at = now) {
	return compileAmount(json).of({ attributes: {}, events, segments: [] }, at);
}

const bought = { event: 'Order Completed', points: 50 };
const viewed = { event: 'Product Viewed', points: 2 };
const left = { event: 'Unsubscribed', points: -30 };
const did = [
	happened('Order Completed', 60, { total: 10 }),
	happened('Order Completed', 30, { total: 90 }),
	happened('Product Viewed', 30),
	happened('Product Viewed', 1),
	happened('Product Viewed', 0),
	happened('Unsubscribed', 10),
];

describe('a score', () => {
	test.each([
		[{ points: [bought] }, 100],
		[{ points: [bought, viewed] }, 106],
		[{ points: [bought, viewed, left] }, 76],
		[{ points: [left] }, -30],
		[{ points: [{ ...bought, where: { 'properties.total': { $gte: 50 } } }] }, 50],
		[{ points: [{ ...bought, within: '45d' }, viewed] }, 56],
		[
			{
				points: [
					{ ...bought, most: 70 },
					{ ...viewed, most: 5 },
				],
			},
			75,
		],
		[{ points: [{ ...left, most: 20 }] }, -20],
		[{ points: [{ event: 'Never', points: 5 }] }, 0],
		// 50 of 60 days are 12.5, and 50 of 30 days are 25.
		[{ points: [bought], halfLife: '30d' }, 38],
		[{ points: [{ ...bought, within: '45d' }], halfLife: '30d' }, 25],
		[{ points: [left], halfLife: '10d' }, -15],
		[{ points: [bought, left], buckets: [20, 60, 100] }, 3],
		[{ points: [bought, left], buckets: [20, 60, 100], reverse: true }, 2],
	])('%j is %j', (json, value) => {
		expect(of(json, did).value).toBe(value);
	});

	test.each([
		[{ points: [] }, 'points'],
		[{ points: 5 }, 'points'],
		[{ points: [null] }, 'points.0'],
		[{ points: [{ event: 'A' }] }, 'points.0.points'],
		[{ points: [{ event: 'A', points: 0 }] }, 'points.0.points'],
		[{ points: [{ event: 'A', points: '5' }] }, 'points.0.points'],
		[{ points: [{ event: 'A', points: Number.NaN }] }, ''],
		[{ points: [{ event: 'A', points: null }] }, 'points.0.points'],
		[{ points: [{ event: 'A', points: 1e9 }] }, 'points.0.points'],
		[{ points: [bought, { points: 5 }] }, 'points.1.event'],
		[{ points: [{ ...bought, most: 0 }] }, 'points.0.most'],
		[{ points: [{ ...bought, most: null }] }, 'points.0.most'],
		[{ points: [{ ...bought, least: 1 }] }, 'points.0.least'],
		[{ points: [{ ...bought, within: 'soon' }] }, 'points.0.within'],
		[{ points: [{ ...bought, where: { 'properties.total': { $over: 1 } } }] }, 'points.0.where.properties.total.$over'],
		[{ points: Array(51).fill(bought) }, 'points'],
		[{ points: [bought], halfLife: '10m' }, 'halfLife'],
		[{ points: [bought], halfLife: 30 }, 'halfLife'],
		[{ points: [bought], halfLife: '1mo' }, 'halfLife'],
		[{ points: [bought], within: '30d' }, 'within'],
		[{ points: [bought], event: 'A' }, 'event'],
		[{ points: [bought], buckets: [] }, 'buckets'],
	])('refuses %j at %s', (json, path) => {
		expect(() => compileAmount(json)).toThrow(Refusal);
		expect(() => compileAmount(json)).toThrow(expect.objectContaining({ path }));
	});

	test('tells when it changes with no new data', () => {
		expect(of({ points: [bought] }, did).until).toBe(forEver);
		expect(of({ points: [{ ...bought, within: '45d' }] }, did).until).toBe(now + 15 * dayMs);
		expect(of({ points: [bought] }, [happened('Order Completed', -2)])).toEqual({ value: 0, until: now + 2 * dayMs });
		// 50 are rounded to 49 at 49.5: after 0.0145 half-lives.
		expect(of({ points: [bought], halfLife: '100d' }, [happened('Order Completed', 0)])).toEqual({
			value: 50,
			until: now + 35 * hourMs,
		});
		// 400, of which 50 count until they have faded to that, are above it for three half-lives.
		const eight = Array.from({ length: 8 }, () => happened('Order Completed', 0));
		expect(of({ points: [{ ...bought, most: 50 }], halfLife: '10d' }, eight).until).toBe(now + 30 * dayMs);
		expect(of({ points: [bought], halfLife: '1d' }, [happened('Order Completed', 400)])).toEqual({
			value: 0,
			until: forEver,
		});
	});

	test('tells what it comes from', () => {
		const json = { points: [{ ...viewed, most: 3 }, { ...bought, within: '45d' }, left], halfLife: '30d' };
		expect(compileAmount(json).explain({ attributes: {}, events: did, segments: [] }, now)).toEqual({
			value: 4,
			parts: [
				{ says: 'Product Viewed 3 times; the last was 0 seconds ago', points: 3 },
				{ says: 'Order Completed 1 time in 45 days; the last was 30 days ago', points: 25 },
				{ says: 'Unsubscribed 1 time; the last was 10 days ago', points: -23.8 },
			],
		});
		expect(compileAmount(json).explain({ attributes: {}, events: [], segments: [] }, now)).toEqual({
			value: 0,
			parts: expect.arrayContaining([{ says: 'Unsubscribed never happened', points: 0 }]),
		});
	});

	test('depends on all its events', () => {
		const { depends } = compileAmount({ points: [{ ...bought, within: '30d' }, viewed, { ...bought, within: '5d' }] });
		expect([...depends.lookBackMs]).toEqual([
			['Order Completed', 30 * dayMs],
			['Product Viewed', forEver],
		]);
	});
});

const names = fc.constantFrom('A', 'A', 'B', 'C');
const events = fc.array(
	fc
		.record({
			event: names,
			minutesAgo: fc.integer({ min: -3000, max: 200_000 }),
			total: fc.integer({ min: 0, max: 9 }),
		})
		.map(
			({ event, minutesAgo, total }): HistoryEvent => ({
				event,
				at: now - minutesAgo * 60_000,
				properties: { total },
			}),
		),
	{ maxLength: 25 },
);
const rule = fc.record(
	{
		event: fc.constantFrom('A', 'B'),
		points: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -60, max: -1 }), fc.constantFrom(0.5, 2.25)),
		most: fc.integer({ min: 1, max: 100 }),
		where: fc.constant({ 'properties.total': { $gte: 4 } }),
	},
	{ requiredKeys: ['event', 'points'] },
);
const scores = fc.record(
	{
		points: fc.array(rule, { minLength: 1, maxLength: 4 }),
		halfLife: fc.constantFrom('1h', '36h', '10d', '90d'),
		buckets: fc.constant([0, 10, 50]),
	},
	{ requiredKeys: ['points'] },
);

interface Rule {
	readonly event: string;
	readonly points: number;
	readonly most?: number;
	readonly where?: object;
}

/** As the documentation says it. */
function byDefinition(rules: readonly Rule[], halfLife: string | undefined, all: readonly HistoryEvent[]): number {
	const hours = { '1h': 1, '36h': 36, '10d': 240, '90d': 2160 }[halfLife ?? ''] ?? forEver;
	const counted = rules.map(({ event, where }) =>
		all.filter((one) => one.event === event && one.at <= now && (!where || Number(one.properties.total) >= 4)),
	);
	const latest = Math.max(...counted.flat().map(({ at }) => at));
	const moment = latest + Math.floor((now - latest) / hourMs) * hourMs;
	return rules.reduce((score, { points, most = forEver }, i) => {
		const sum = (counted[i] ?? []).reduce(
			(before, { at }) => before + points * 0.5 ** ((moment - at) / hourMs / hours),
			0,
		);
		return score + Math.max(-most, Math.min(most, sum));
	}, 0);
}

describe('any score', () => {
	test('is what its definition says, to half a point', () => {
		fc.assert(
			fc.property(scores, events, ({ points, halfLife }, all) => {
				const { value } = of({ points, ...(halfLife && { halfLife }) }, all);
				expect(Math.abs(Number(value) - byDefinition(points, halfLife, all))).toBeLessThanOrEqual(0.5 + 1e-5);
			}),
			{ numRuns: 500 },
		);
	});

	test('that is kept equals one from scratch, whatever the order of arrival and the batches', () => {
		fc.assert(
			fc.property(scores, events, fc.infiniteStream(fc.integer({ min: 1, max: 4 })), (json, drawn, sizes) => {
				const amount = compileAmount(json);
				const all = drawn.filter(({ at }) => at <= now);
				expect(amount.kept?.now(keptInBatches(amount, all, sizes), now)).toEqual(
					of(
						json,
						all.toSorted((a, b) => a.at - b.at),
					),
				);
			}),
			{ numRuns: 500 },
		);
	});

	test('stays the same until the moment it tells, and never longer', () => {
		fc.assert(
			fc.property(scores, fc.constantFrom({}, { within: '5d' }), events, (json, window, drawn) => {
				const all = drawn.toSorted((a, b) => a.at - b.at);
				const timed = { ...json, points: json.points.map((one) => ({ ...one, ...window })) };
				const { value, until } = of(timed, all);
				expect(until).toBeGreaterThan(now);
				const last = until === forEver ? now + 2000 * dayMs : until - 1;
				for (const share of [0.1, 0.5, 0.9, 1]) {
					expect(of(timed, all, Math.floor(now + (last - now) * share)).value).toEqual(value);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	test('wakes no more often than it has points to lose', () => {
		const json = { points: [bought], halfLife: '30d' };
		const once = [happened('Order Completed', 0)];
		let wakes = 0;
		for (let at = now; at < forEver; at = of(json, once, at).until) wakes++;
		expect(wakes).toBeLessThanOrEqual(51);
		expect(wakes).toBeGreaterThan(49);
	});
});
