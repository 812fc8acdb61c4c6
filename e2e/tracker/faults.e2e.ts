import { expect, inject, test } from 'vitest';
import { runSeed } from './faults/run-seed.ts';
import { sideBySide } from './lab/side-by-side.ts';

/** `npm run bench -- faults` goes through many more. */
const seeds = [101, 102, 104];
const visits = 3;

test('whatever happens on the way to the edge and to the browser, each event counts, and counts once', async () => {
	const results = await sideBySide(seeds, 3, (seed) => runSeed(inject('product'), seed, visits));
	expect(results.flatMap(({ lost }) => lost)).toEqual([]);
	expect(results.flatMap(({ doubled }) => doubled)).toEqual([]);
	expect(results.flatMap(({ stuck }) => stuck)).toEqual([]);
	// Else nothing was put to the test.
	expect(results.reduce((sum, { requests, passed }) => sum + requests - passed, 0)).toBeGreaterThan(10);
	expect(results.reduce((sum, { repeated }) => sum + repeated, 0)).toBeGreaterThan(0);
}, 240_000);
