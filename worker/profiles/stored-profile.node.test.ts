import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newProfile, type Profile } from './profile.ts';
import { packProfile, readBeginning, unpackWithoutMemberships } from './stored-profile.ts';

const id = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
const moments = fc.dictionary(id, fc.integer({ min: 0, max: 2 ** 45 }));
const profile: fc.Arbitrary<Profile> = fc
	.record({
		firstSeenAt: fc.oneof(fc.integer(), fc.maxSafeInteger()),
		segments: moments,
		segmentsDue: moments,
		traits: fc.dictionary(
			fc.string(),
			fc.record({ value: fc.jsonValue(), at: fc.nat(), source: fc.constant('server') }),
		),
	})
	.map((some) => JSON.parse(JSON.stringify({ ...newProfile('p', 0), ...some })));

/** As SQLite cuts it. */
function headOf(body: string): string {
	return body.slice(0, body.indexOf('}') + 1);
}

test('what is told of a stored profile without unpacking all of it is what is in it', () => {
	fc.assert(
		fc.property(profile, (one) => {
			const body = packProfile(one);
			const { segments, segmentsDue: _, ...rest } = one;
			expect(JSON.parse(body)).toEqual(one);
			expect(readBeginning(headOf(body))).toEqual({ firstSeenAt: one.firstSeenAt, segments: Object.keys(segments) });
			expect(unpackWithoutMemberships(body)).toEqual(rest);
		}),
	);
});

test('in another order of keys all of it is unpacked', () => {
	fc.assert(
		fc.property(profile, (one) => {
			const body = JSON.stringify(backwards(one));
			expect(readBeginning(headOf(body))).toBeNull();
			expect(unpackWithoutMemberships(body)).toEqual(one);
		}),
	);
});

function backwards(one: Profile): object {
	return Object.fromEntries(Object.entries(one).reverse());
}
