/**
 * GrowthBook's bucketing, bit for bit, so that a visitor has the same variant in every SDK that implements it:
 * https://docs.growthbook.io/lib/build-your-own
 */

/** A share of 0..1: from, inclusive, to, exclusive. */
export type BucketRange = readonly [from: number, to: number];

/** A part of the visitors that excludes other parts of the same name: `["checkout", 0, 0.5]`. */
export type Namespace = readonly [name: string, from: number, to: number];

/** FNV-1a, 32 bits, over UTF-16 code units (not bytes: SDKs agree on `charCodeAt`). */
function fnv1a(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	}
	return hash >>> 0;
}

/**
 * Where a value falls in 0..1 under a seed. Version 2 has 10,000 steps without version 1's bias between seeds;
 * version 1 has 1,000 and serves namespaces. Null for a version that does not exist.
 */
export function hash(seed: string, value: string, version: number): number | null {
	if (version === 2) return (fnv1a(String(fnv1a(seed + value))) % 10_000) / 10_000;
	if (version === 1) return (fnv1a(value + seed) % 1_000) / 1_000;
	return null;
}

/** Whether an id falls in its part of a namespace. */
export function inNamespace(id: string, [name, from, to]: Namespace): boolean {
	const n = hash(`__${name}`, id, 1);
	return n !== null && n >= from && n < to;
}

/**
 * The ranges of `count` variations. Coverage (clamped to 0..1) shrinks each from its end, so that raising it moves
 * nobody. Weights of the wrong number, or that do not sum to 1 within a hundredth, count as equal.
 */
export function bucketRanges(count: number, coverage: number, weights?: readonly number[]): BucketRange[] {
	const share = Math.min(Math.max(coverage, 0), 1);
	let start = 0;
	return usableWeights(count, weights).map((weight) => {
		const from = start;
		start += weight;
		return [from, from + share * weight];
	});
}

function usableWeights(count: number, weights: readonly number[] | undefined): readonly number[] {
	const equal = Array.from({ length: Math.max(count, 0) }, () => 1 / count);
	if (!weights || weights.length !== count) return equal;
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return sum >= 0.99 && sum <= 1.01 ? weights : equal;
}

/** The first range that holds `n`, or -1. */
export function chooseVariation(n: number, ranges: readonly BucketRange[]): number {
	return ranges.findIndex(([from, to]) => n >= from && n < to);
}
