import { GrowthBook } from '@growthbook/growthbook';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Namespace } from '../hash/index.ts';
import { parseExperience } from '../release/index.ts';
import { compileRelease, decide } from './index.ts';

const url = 'https://shop.example/products/tent';
const weights = fc
	.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 })
	.map((parts) => parts.map((part) => part / parts.reduce((total, other) => total + other, 0)));
const share = fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10);
const namespace = fc
	.record({ name: fc.constantFrom('checkout', 'größe'), from: fc.nat(9), tenths: fc.integer({ min: 1, max: 10 }) })
	.map(({ name, from, tenths }): Namespace => [name, from / 10, Math.min(from + tenths, 10) / 10]);
const experiment = fc.record({
	...{ seed: fc.string({ minLength: 1, maxLength: 20 }), id: fc.uuid(), weights, coverage: share },
	namespace: fc.option(namespace),
	condition: fc.constantFrom({}, { 'traits.plan': 'pro' }, { 'traits.plan': { $in: ['free', 'none'] } }),
	path: fc.constantFrom('/products/*', '/cart'),
});

test('an experiment is decided as GrowthBook’s SDK decides it: page, audience, group, coverage and variant', () => {
	fc.assert(
		fc.property(experiment, (one) => {
			const attributes = { id: one.id, traits: { plan: 'pro' } };
			const ours = parseExperience({
				...{ id: 'x', siteId: 'shop', name: 'X', kind: 'experiment', seed: one.seed, coverage: one.coverage },
				...{ namespace: one.namespace, audience: one.condition, pages: { include: [one.path] } },
				variants: one.weights.map((weight, index) => ({ id: `${index}`, name: `${index}`, weight })),
			});
			const release = compileRelease({ siteId: 'shop', number: 1, publishedAt: '', experiences: [ours] });
			const subject = { attributes, events: [], segments: [] };
			const [decision] = decide(release, { id: one.id, subject, personalization: true }, { url }, 0);
			const sdk = new GrowthBook({ attributes, url });
			const theirs = sdk.run({
				...{ key: 'x', seed: one.seed, coverage: one.coverage, hashVersion: 2, weights: [...one.weights] },
				variations: [0, 1, ...one.weights.slice(2).map((_, index) => index + 2)],
				condition: { ...one.condition },
				urlPatterns: [{ type: 'simple', include: true, pattern: one.path }],
				...(one.namespace && { namespace: [...one.namespace] }),
			});
			sdk.destroy();
			expect(decision?.variantId).toBe(theirs.inExperiment ? `${theirs.variationId}` : null);
		}),
		{ numRuns: 2_000 },
	);
});
