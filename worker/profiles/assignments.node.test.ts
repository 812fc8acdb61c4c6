import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEvent } from '../../core/event/index.ts';
import { type Assignments, earliestAssignments } from './assignments.ts';
import { fold, nothingTouched } from './fold.ts';
import { newProfile, type Profile } from './profile.ts';

const receivedAt = Date.parse('2026-11-28T12:00:00Z');

function after(profile: Profile, properties: object, timestamp: number, event = 'Experience Viewed'): Profile {
	const sent = { type: 'track', event, anonymousId: 'a', properties, timestamp };
	const parsed = parseEvent(sent, { receivedAt, sentAt: null, mintMessageId: () => 'm' });
	return fold(profile, parsed, 'browser', nothingTouched());
}

const exposure = fc.record({
	experienceId: fc.constantFrom('x', 'y', 'constructor', '__proto__'),
	variantId: fc.constantFrom('a', 'b', 'c'),
	at: fc.integer({ min: receivedAt - 9, max: receivedAt }),
});

function folded(exposures: readonly { experienceId: string; variantId: string; at: number }[]): Assignments {
	return exposures.reduce((one, { at, ...said }) => after(one, said, at), newProfile('p', 0)).assignments ?? {};
}

test('the variant seen first stands, in whatever order exposures arrive and people are merged', () => {
	fc.assert(
		fc.property(fc.array(exposure, { maxLength: 12 }), fc.nat(12), (exposures, split) => {
			const whole = folded(exposures);
			expect(folded(exposures.toReversed())).toEqual(whole);
			const [one, other] = [folded(exposures.slice(0, split)), folded(exposures.slice(split))];
			expect(earliestAssignments(one, other).assignments ?? {}).toEqual(whole);
			expect(earliestAssignments(other, one).assignments ?? {}).toEqual(whole);
			for (const { experienceId, variantId, at } of exposures) {
				const first = new Map(Object.entries(whole)).get(experienceId);
				expect(first?.at).toBeLessThanOrEqual(at);
				if (first?.at === at) expect(first.variantId <= variantId).toBe(true);
			}
		}),
	);
});

test.each<[string, object, string?]>([
	['names no variant', { experienceId: 'x' }],
	['names it with a number', { experienceId: 'x', variantId: 1 }],
	['has names of a kilobyte', { experienceId: 'x'.repeat(1_000), variantId: 'a' }],
	['tells that the person is held out', { experienceId: 'x', variantId: 'holdout' }],
	['is another', { experienceId: 'x', variantId: 'a' }, 'Product Viewed'],
])('an event that %s gives nobody a variant', (_name, properties, event) => {
	expect(after(newProfile('p', 0), properties, receivedAt, event).assignments).toBeUndefined();
});
