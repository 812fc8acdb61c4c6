import { GrowthBook } from '@growthbook/growthbook';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { bucketRanges, chooseVariation, hash, inNamespace, type Namespace } from './index.ts';

/** An experiment as both sides are told of it. */
interface Told {
	readonly seed: string;
	readonly id: string;
	readonly count: number;
	readonly coverage: number;
	readonly weights: readonly number[] | null;
	readonly namespace: Namespace | null;
	readonly version: 1 | 2;
}

/** -1 for somebody who takes no part. */
function ours({ seed, id, count, coverage, weights, namespace, version }: Told): number {
	if (namespace !== null && !inNamespace(id, namespace)) return -1;
	return chooseVariation(hash(seed, id, version) ?? -1, bucketRanges(count, coverage, weights ?? undefined));
}

function theirs({ seed, id, count, coverage, weights, namespace, version }: Told): number {
	const sdk = new GrowthBook({ attributes: { id } });
	const result = sdk.run({
		key: 'experiment',
		seed,
		variations: [0, 1, ...Array.from({ length: count - 2 }, (_, index) => index + 2)],
		coverage,
		hashVersion: version,
		...(weights && { weights: [...weights] }),
		...(namespace && { namespace: [...namespace] }),
	});
	sdk.destroy();
	return result.inExperiment ? result.variationId : -1;
}

// The SDK says so in the console when weights do not add up.
beforeAll(() => void vi.spyOn(console, 'error').mockReturnValue());

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const text = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.uuid(), fc.constantFrom('😀', 'Zoë', '\ud83d'));
/** Some add up to 1, some do not, some are not as many as there are variations. */
const weightsOf = (count: number) =>
	fc.oneof(
		fc.constant(null),
		fc.array(share, { minLength: 1, maxLength: 6 }),
		fc.array(fc.integer({ min: 1, max: 50 }), { minLength: count, maxLength: count }).map((parts) => {
			const sum = parts.reduce((total, part) => total + part, 0);
			return parts.map((part) => part / sum);
		}),
	);
const told: fc.Arbitrary<Told> = fc.integer({ min: 2, max: 6 }).chain((count) =>
	fc.record({
		...{ seed: text, id: text, count: fc.constant(count), coverage: share, weights: weightsOf(count) },
		namespace: fc.option(fc.tuple(text, share, share)),
		version: fc.constantFrom(1, 2),
	}),
);

test('whoever takes part, and in which variation, is what GrowthBook’s SDK says', () => {
	fc.assert(
		fc.property(told, (experiment) => {
			expect(ours(experiment)).toBe(theirs(experiment));
		}),
		{ numRuns: 5_000 },
	);
});

test('nobody is moved by the order of surrogates: what is hashed are UTF-16 code units', () => {
	const experiment: Told = { seed: 's', id: '', count: 6, coverage: 1, weights: null, namespace: null, version: 2 };
	for (let unit = 0xd7f0; unit < 0xe010; unit++) {
		const id = `visitor ${String.fromCharCode(unit)}`;
		expect(ours({ ...experiment, id })).toBe(theirs({ ...experiment, id }));
	}
});
