import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bucket, type Limit, leftAt, take, waitMs } from './token-bucket.ts';

const limits = fc.record({
	perSecond: fc.integer({ min: 1, max: 10_000 }),
	burst: fc.integer({ min: 1, max: 50_000 }),
});
const requests = fc.array(
	fc.record({ afterMs: fc.integer({ min: 0, max: 5_000 }), cost: fc.integer({ min: 1, max: 2_500 }) }),
	{ maxLength: 200 },
);

/** Sends requests to one bucket, as their sender does that does not wait: what was let through, and when it began and ended. */
function run(limit: Limit, sent: readonly { afterMs: number; cost: number }[]) {
	let bucket: Bucket | undefined;
	let nowMs = 1_000_000;
	let passed = 0;
	let largest = 0;
	for (const { afterMs, cost } of sent) {
		nowMs += afterMs;
		if (waitMs(bucket, cost, limit, nowMs) > 0) continue;
		bucket = take(bucket, cost, limit, nowMs);
		passed += cost;
		largest = Math.max(largest, cost);
	}
	return { passed, largest, seconds: (nowMs - 1_000_000) / 1000 };
}

describe('a token bucket', () => {
	test('never lets through more than its burst, its rate over the time, and what one large request overdraws', () => {
		fc.assert(
			fc.property(limits, requests, (limit, sent) => {
				const { passed, largest, seconds } = run(limit, sent);
				const overdraft = Math.max(0, largest - limit.burst);
				expect(passed).toBeLessThanOrEqual(limit.burst + limit.perSecond * seconds + overdraft + 1e-6);
			}),
		);
	});

	test('lets everybody through who stays below its rate', () => {
		fc.assert(
			fc.property(limits, fc.array(fc.integer({ min: 1, max: 2_500 }), { maxLength: 100 }), (limit, costs) => {
				const restAfter = (cost = 0) => Math.ceil((cost * 1000) / limit.perSecond);
				const sent = costs.map((cost, i) => ({ cost, afterMs: restAfter(costs[i - 1]) }));
				expect(run(limit, sent).passed).toBe(costs.reduce((sum, cost) => sum + cost, 0));
			}),
		);
	});

	test('says exactly how long to wait: a millisecond less is too little, and after it the request goes', () => {
		fc.assert(
			fc.property(
				limits,
				fc.integer({ min: 1, max: 2_500 }),
				fc.integer({ min: 1, max: 60_000 }),
				(limit, cost, spent) => {
					const bucket = take(undefined, spent, limit, 0);
					const wait = waitMs(bucket, cost, limit, 0);
					expect(waitMs(bucket, cost, limit, wait)).toBe(0);
					if (wait > 1) expect(waitMs(bucket, cost, limit, wait - 1)).toBeGreaterThan(0);
				},
			),
		);
	});

	test('lets a request larger than itself go when it is full, which the next ones wait for', () => {
		const limit = { perSecond: 100, burst: 1000 };
		expect(waitMs(undefined, 2500, limit, 0)).toBe(0);
		const bucket = take(undefined, 2500, limit, 0);
		expect(leftAt(bucket, limit, 0)).toBe(-1500);
		expect(waitMs(bucket, 1, limit, 0)).toBe(15_010);
	});

	test('gains nothing by a clock that runs backwards', () => {
		const limit = { perSecond: 100, burst: 10 };
		const bucket = take(undefined, 10, limit, 5000);
		expect(waitMs(bucket, 1, limit, 0)).toBeGreaterThan(0);
		expect(leftAt(take(bucket, 0, limit, 0), limit, 5000)).toBe(0);
	});
});
