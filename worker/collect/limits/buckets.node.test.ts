import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Buckets } from './buckets.ts';

const limit = { perSecond: 10, burst: 10 };

describe('buckets by name', () => {
	test('are apart', () => {
		const buckets = new Buckets(100);
		buckets.take('a', 10, limit, 0);
		expect(buckets.waitMs('a', 1, limit, 0)).toBe(100);
		expect(buckets.waitMs('b', 10, limit, 0)).toBe(0);
	});

	test('never grow beyond their bound, whatever names come in what order', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 50 }), fc.array(fc.string(), { maxLength: 500 }), (most, names) => {
				const buckets = new Buckets(most);
				for (const name of names) {
					buckets.take(name, 1, limit, 0);
					expect(buckets.size).toBeLessThanOrEqual(most);
				}
			}),
		);
	});

	test('remember who keeps coming, however many others come once', () => {
		const buckets = new Buckets(100);
		for (let other = 0; other < 10_000; other++) {
			buckets.take(`other ${other}`, 1, limit, 0);
			if (other % 20 === 0) buckets.take('busy', 10, limit, 0);
		}
		expect(buckets.waitMs('busy', 1, limit, 0)).toBeGreaterThan(0);
	});
});
