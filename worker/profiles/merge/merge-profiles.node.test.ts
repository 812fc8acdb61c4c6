import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../../core/event/index.ts';
import { fold, nothingTouched } from '../fold.ts';
import { newProfile, type Profile, type Source } from '../profile.ts';
import { packEvent, type Said } from '../stored-event.ts';
import { mergeProfiles, stricter } from './merge-profiles.ts';
import { Telling } from './told.ts';

let sent = 0;

function said(event: Partial<Event>, source: Source = 'browser'): Said {
	sent++;
	return {
		event: {
			messageId: `m${sent}`,
			type: 'track',
			event: 'Seen',
			anonymousId: 'a',
			userId: null,
			timestamp: 0,
			receivedAt: 0,
			properties: {},
			traits: null,
			context: {},
			...event,
		},
		siteId: 'shop',
		source,
		elsewhere: [],
		byClaim: false,
	};
}

function identify(timestamp: number, traits: Record<string, unknown>, source: Source = 'browser'): Said {
	return said({ type: 'identify', event: 'Identified', timestamp, traits }, source);
}

function consent(timestamp: number, properties: Record<string, boolean>): Said {
	return said({ event: 'Consent Updated', timestamp, properties });
}

interface Person {
	readonly profile: Profile;
	readonly events: readonly Said[];
}

function person(id: string, events: readonly Said[]): Person {
	let profile = newProfile(id, Number.MAX_SAFE_INTEGER);
	for (const { event, source } of events.toSorted((a, b) => a.event.timestamp - b.event.timestamp))
		if (source !== 'edgewise') profile = fold(profile, event, source, nothingTouched());
	return { profile, events };
}

/** Merges as a shard does: by both profiles, and by what all their events tell. */
function merge(target: Person, source: Person): Person {
	const events = [...target.events, ...source.events];
	const told = new Telling();
	for (const one of events) told.add(packEvent(one));
	return { profile: mergeProfiles(target.profile, source.profile, { told, events: 0, pages: 0 }), events };
}

describe('one person out of two', () => {
	test('stays the target, and is known as soon as one of them is', () => {
		const known = person('known', [said({ userId: 'u-1', timestamp: 5 })]);
		const nameless = person('nameless', [said({ timestamp: 1 })]);
		expect(merge(known, nameless).profile).toMatchObject({ id: 'known', userId: 'u-1', firstSeenAt: 1, lastSeenAt: 5 });
		expect(merge(nameless, known).profile).toMatchObject({ id: 'nameless', userId: 'u-1' });
	});

	test('has of each trait the newest word, and a server’s before any browser’s', () => {
		const one = person('one', [identify(10, { plan: 'pro', city: 'Bern' }), identify(1, { vip: true }, 'server')]);
		const other = person('other', [identify(20, { plan: 'free', vip: false }), identify(5, { city: 'Rome' })]);
		const { traits } = merge(one, other).profile;
		expect(traits.plan).toMatchObject({ value: 'free', at: 20 });
		expect(traits.city).toMatchObject({ value: 'Bern', at: 10 });
		expect(traits.vip).toMatchObject({ value: true, source: 'server' });
	});

	test('remembers what a trait was at either, in the order of time', () => {
		const one = person('one', [identify(10, { plan: 'free' }), identify(30, { plan: 'pro' })]);
		const other = person('other', [identify(20, { plan: 'trial' })]);
		expect(merge(one, other).profile.traits.plan).toMatchObject({
			value: 'pro',
			earlier: [
				[10, 'free'],
				[20, 'trial'],
			],
		});
	});

	test('has refused what one of them refused, whenever the other allowed it', () => {
		const one = person('one', [consent(1, { email: false, sms: true })]);
		const other = person('other', [consent(9, { email: true, push: true })]);
		expect(merge(one, other).profile.consent).toMatchObject({
			email: { granted: false, at: 1 },
			sms: { granted: true },
			push: { granted: true },
		});
	});

	test('is where and on what it was last seen, whatever says nothing of that', () => {
		const one = person('one', [said({ timestamp: 5, context: { geo: { country: 'CH' } } }), said({ timestamp: 50 })]);
		const other = person('other', [
			said({ timestamp: 9, context: { geo: { country: 'IT' }, timezone: 'Europe/Rome' } }),
		]);
		expect(merge(one, other).profile).toMatchObject({
			geo: { country: 'IT' },
			timezone: 'Europe/Rome',
			lastSeenAt: 50,
		});
	});

	test('keeps since when it has been in a segment, by the one that was in it first', () => {
		const one = person('one', [said({})]);
		const other = person('other', [said({})]);
		const standing = (whose: Person, segments: Record<string, number>) => ({
			...whose,
			profile: { ...whose.profile, segments },
		});
		const merged = merge(standing(one, { vip: 9, new: 3 }), standing(other, { vip: 4 }));
		expect(merged.profile.segments).toEqual({ vip: 4, new: 3 });
	});
});

describe('merging', () => {
	const times = fc.integer({ min: 1, max: 12 });
	const value = fc.constantFrom('a', 'b', 'c');
	const source = fc.constantFrom<Source>('browser', 'server', 'enrichment');
	const bag = fc.constantFrom<Record<string, string>>({}, { country: 'CH' }, { country: 'IT', city: 'Rome' });
	const event: fc.Arbitrary<Said> = fc.oneof(
		fc
			.tuple(times, fc.dictionary(fc.constantFrom('x', 'y', 'constructor'), value, { maxKeys: 2 }), source)
			.map(([at, traits, by]) => identify(at, traits, by)),
		fc.tuple(times, fc.boolean()).map(([at, email]) => consent(at, { email })),
		fc.tuple(times, bag, source).map(([at, geo, by]) => said({ timestamp: at, context: { geo } }, by)),
		fc.tuple(times, value).map(([at, groupId]) => said({ type: 'group', event: 'Grouped', timestamp: at, groupId })),
		times.map((at) => said({ type: 'page', event: 'Page Viewed', timestamp: at, userId: 'u-1' })),
	);
	const people = fc.tuple(
		...['p', 'q', 'r', 's'].map((id) => fc.array(event, { maxLength: 6 }).map((all) => person(id, all))),
	);

	test('the same people in any order, one by one or in groups, makes the same profile', () => {
		fc.assert(
			fc.property(people, ([p, q, r, s]) => {
				if (!p || !q || !r || !s) throw new Error('four people');
				const one = merge(merge(merge(p, q), r), s).profile;
				expect(merge(merge(merge(p, s), r), q).profile).toEqual(one);
				expect(merge(p, merge(merge(q, r), s)).profile).toEqual(one);
				expect(merge(merge(p, r), merge(s, q)).profile).toEqual(one);
			}),
			{ numRuns: 500 },
		);
	});

	test('what a server said stands, whoever is merged with it', () => {
		fc.assert(
			fc.property(people, ([p, q]) => {
				if (!p || !q) throw new Error('two people');
				const words = [...p.events, ...q.events].filter((one) => one.source === 'server' && one.event.traits);
				const { traits } = merge(p, q).profile;
				for (const key of new Set(words.flatMap((one) => Object.keys(one.event.traits ?? {}))))
					expect(traits[key]?.source).toBe('server');
			}),
		);
	});

	test('a refusal stands', () => {
		const state = fc.option(
			fc.record({ granted: fc.boolean(), at: times, source: fc.constantFrom('tracker', 'page') }),
			{ nil: undefined },
		);
		const states = state.map((email) => (email ? { email } : {}));
		fc.assert(
			fc.property(states, states, (a, b) => {
				const merged = stricter(a, b);
				expect(stricter(b, a)).toEqual(merged);
				expect(stricter(merged, a)).toEqual(merged);
				if (a.email?.granted === false || b.email?.granted === false) expect(merged.email?.granted).toBe(false);
			}),
		);
	});
});
