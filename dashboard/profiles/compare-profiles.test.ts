import { describe, expect, test } from 'vitest';
import type { Profile } from '../shapes/profiles.ts';
import { compareProfiles, whoStays } from './compare-profiles.ts';

function profile(more: Partial<Profile>): Profile {
	return {
		id: 'p',
		userId: null,
		email: null,
		name: null,
		firstSeenAt: '2026-01-01T00:00:00.000Z',
		lastSeenAt: '2026-01-02T00:00:00.000Z',
		events: 1,
		device: null,
		country: null,
		account: null,
		computed: {},
		visits: { sessions: 0, lastSession: null, firstTouch: null, lastTouch: null },
		traits: {},
		identities: [],
		consent: {},
		segments: [],
		keptOut: [],
		enrollments: [],
		deliveries: [],
		...more,
	};
}

const trait = (value: unknown) => ({ value, at: '2026-01-01T00:00:00.000Z', source: 'browser' });

describe('two people side by side', () => {
	test('show each trait of either, and which differ', () => {
		const one = profile({ traits: { plan: trait('pro'), city: trait('Bern') } });
		const other = profile({ traits: { plan: trait('free') } });
		const traits = compareProfiles(one, other).filter(({ name }) => name === 'plan' || name === 'city');
		expect(traits).toEqual([
			{ name: 'city', values: ['Bern', '–'], differs: false },
			{ name: 'plan', values: ['pro', 'free'], differs: true },
		]);
	});

	test('take a trait that is named like what every object has for a trait', () => {
		const names = compareProfiles(profile({}), profile({ traits: { constructor: trait('x') } }));
		expect(names.at(-1)).toEqual({ name: 'constructor', values: ['–', 'x'], differs: false });
	});
});

describe('who stays', () => {
	test('is the known one, else the one who was here first', () => {
		const [known, nameless] = [profile({ userId: 'u-1' }), profile({})];
		const early = profile({ firstSeenAt: '2025-01-01T00:00:00.000Z' });
		expect([whoStays(known, early), whoStays(early, known)]).toEqual(['one', 'other']);
		expect([whoStays(early, nameless), whoStays(nameless, early)]).toEqual(['one', 'other']);
		const earlier = profile({ userId: 'u-2', firstSeenAt: '2025-01-01T00:00:00.000Z' });
		expect([whoStays(known, earlier), whoStays(earlier, known)]).toEqual(['other', 'one']);
	});
});
