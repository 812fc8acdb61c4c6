import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BucketRange, bucketRanges, chooseVariation, hash, inNamespace, type Namespace } from './index.ts';

interface Cases {
	hash: [seed: string, value: string, version: number, expected: number | null][];
	inNamespace: [id: string, namespace: Namespace, expected: boolean][];
	bucketRanges: [count: number, coverage: number, weights: number[] | null, expected: number[][]][];
	chooseVariation: [n: number, ranges: BucketRange[], expected: number][];
}
const cases: Cases = JSON.parse(readFileSync(new URL('../cases/hash.json', import.meta.url), 'utf8'));

test.each(cases.hash)('hash(%j, %j, %j) is %j', (seed, value, version, expected) => {
	expect(hash(seed, value, version)).toBe(expected);
});

test.each(cases.inNamespace)('inNamespace(%j, %j) is %j', (id, namespace, expected) => {
	expect(inNamespace(id, namespace)).toBe(expected);
});

test.each(cases.bucketRanges)('bucketRanges(%j, %j, %j) is %j', (count, coverage, weights, expected) => {
	const ranges = bucketRanges(count, coverage, weights ?? undefined);
	expect(ranges.map((range) => range.map((n) => Math.round(n * 1e6) / 1e6))).toEqual(expected);
});

test.each(cases.chooseVariation)('chooseVariation(%j, %j) is %j', (n, ranges, expected) => {
	expect(chooseVariation(n, ranges)).toBe(expected);
});

test('raising coverage moves nobody who already takes part', () => {
	fc.assert(
		fc.property(fc.uuid(), fc.double({ min: 0, max: 1, noNaN: true }), (id, coverage) => {
			const n = hash('seed', id, 2) ?? 0;
			const before = chooseVariation(n, bucketRanges(3, coverage, [0.2, 0.3, 0.5]));
			if (before !== -1) expect(chooseVariation(n, bucketRanges(3, 1, [0.2, 0.3, 0.5]))).toBe(before);
		}),
	);
});

test('version 2 fills its buckets evenly', () => {
	const buckets = Array.from({ length: 10 }, () => 0);
	for (let i = 0; i < 20_000; i++) {
		const bucket = Math.floor((hash('seed', `visitor-${i}`, 2) ?? 0) * 10);
		buckets[bucket] = (buckets[bucket] ?? 0) + 1;
	}
	for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(200);
});
