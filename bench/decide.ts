import { type Experiment, GrowthBook } from '@growthbook/growthbook';
import { compileRelease, decide } from '../core/experience/index.ts';
import { type Experience, parseExperience } from '../core/release/index.ts';
import { quantile } from './load.ts';
import type { Row } from './report.ts';

const rounds = 300;
const decisionsARound = 50;
const url = 'https://shop.example/products/tent?utm_source=x';

/**
 * Experiments on a page, by traits, places and segments: ours, and the same definitions in GrowthBook's SDK, in turns on the
 * same machine. Then a site as large as we promise: 100 experiences of both kinds with 50 segments.
 */
export function benchDecide(): Row[] {
	const [ours, theirs] = compared(20);
	const large = site(100, 50);
	return [
		{
			name: 'decide, an experiment of 20 on the page, median',
			value: quantile(ours, 0.5) / 20,
			unit: 'µs',
			floor: Math.min(1, quantile(theirs, 0.5) / 20),
			better: 'less',
		},
		{ name: '@growthbook/growthbook, the same experiments', value: quantile(theirs, 0.5) / 20, unit: 'µs' },
		{
			name: '100 experiences, 50 segments, median',
			value: quantile(large, 0.5),
			unit: 'µs',
			floor: 200,
			better: 'less',
		},
		{ name: 'the same, p99', value: quantile(large, 0.99), unit: 'µs' },
	];
}

const attributes = {
	...{ id: 'weur03-abcdefghijklmnopqrstuvwxyz', segments: ['returning', 's3', 's8'] },
	...{ traits: { plan: 'pro', orders: 7 }, geo: { country: 'DE' }, device: { type: 'mobile' } },
};

/** µs for one decision over `count` experiments, sorted: ours and GrowthBook's. Throws where they decide differently. */
function compared(count: number): [number[], number[]] {
	const experiments = Array.from({ length: count }, (_, index) => experience(index, 'experiment'));
	const ask = asking(experiments);
	const sdk = new GrowthBook({ attributes, url });
	const told = experiments.map(inGrowthBook);
	const theirs = () => told.map((experiment) => sdk.run(experiment));
	const decided = ask().map(({ variantId }) => variantId);
	const expected = theirs().map(({ inExperiment, variationId }) => (inExperiment ? 'ab'[variationId] : null));
	if (decided.join() !== expected.join()) throw new Error(`decided ${decided}, and GrowthBook ${expected}`);
	const times: [number[], number[]] = [[], []];
	for (let round = 0; round < rounds; round++) {
		times[0].push(timed(ask));
		times[1].push(timed(theirs));
	}
	sdk.destroy();
	return [sorted(times[0]), sorted(times[1])];
}

function site(count: number, segments: number): number[] {
	const kinds = ['personalization', 'experiment'] as const;
	const experiences = Array.from({ length: count }, (_, index) =>
		experience(index, kinds[index % 2] ?? 'experiment', { $segment: `s${index % segments}` }),
	);
	const ask = asking(experiences);
	return sorted(Array.from({ length: rounds }, () => timed(ask)));
}

function asking(experiences: readonly Experience[]) {
	const release = compileRelease({ siteId: 'site', number: 1, publishedAt: '2026-01-01T00:00:00Z', experiences });
	const subject = { attributes, events: [], segments: new Set(attributes.segments) };
	const visitor = { id: attributes.id, subject, personalization: true };
	return () => decide(release, visitor, { url }, 1_800_000_000_000);
}

/** µs for one of many. */
function timed(run: () => unknown): number {
	const begin = performance.now();
	for (let i = 0; i < decisionsARound; i++) run();
	return ((performance.now() - begin) * 1_000) / decisionsARound;
}

function sorted(times: readonly number[]): number[] {
	return times.toSorted((a, b) => a - b);
}

/** An audience, in our words and in GrowthBook's. */
function audienceOf(index: number) {
	const both = [
		{ 'traits.plan': 'pro', 'geo.country': { $in: ['DE', 'AT', 'CH'] } },
		{ $or: [{ 'traits.orders': { $gte: 5 } }, { 'device.type': 'tablet' }] },
	][(index % 3) - 1];
	return both
		? { ours: both, theirs: both }
		: { ours: { $segment: `s${index}` }, theirs: { segments: { $in: [`s${index}`] } } };
}

function experience(index: number, kind: Experience['kind'], audience: object = audienceOf(index).ours): Experience {
	const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: 'Hello' }];
	return parseExperience({
		...{ id: `x${index}`, siteId: 'site', name: `Experience ${index}`, kind, status: 'live', audience },
		pages: { include: ['/products/*'], exclude: ['/products/secret/*'] },
		...{ coverage: 0.8, seed: `x${index}`, priority: index },
		variants: ['a', 'b'].map((id) => ({ id, name: id.toUpperCase(), weight: 0.5, edits })),
	});
}

function inGrowthBook({ id, seed, coverage }: Experience, index: number): Experiment<number> {
	return {
		...{ key: id, variations: [0, 1], weights: [0.5, 0.5], coverage, seed, hashVersion: 2 },
		condition: { ...audienceOf(index).theirs },
		urlPatterns: [
			{ type: 'simple', include: true, pattern: '/products/*' },
			{ type: 'simple', include: false, pattern: '/products/secret/*' },
		],
	};
}
