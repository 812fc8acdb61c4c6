import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Event, parseEvent } from '../../core/event/index.ts';
import { fold, nothingTouched } from './fold.ts';
import { newProfile, type Profile, type Source } from './profile.ts';

const receivedAt = Date.parse('2026-11-22T12:00:00Z');

function parse(event: object): Event {
	return parseEvent({ anonymousId: 'a', ...event }, { receivedAt, sentAt: null, mintMessageId: () => 'm' });
}

function identify(traits: object, at: number): Event {
	return parse({ type: 'identify', timestamp: at, traits });
}

function folded(steps: readonly (readonly [object, number, Source])[]): Profile {
	let profile = newProfile('p', receivedAt);
	for (const [traits, at, source] of steps) profile = fold(profile, identify(traits, at), source, nothingTouched());
	return profile;
}

function values(profile: Profile): Record<string, unknown> {
	return Object.fromEntries(Object.entries(profile.traits).map(([key, { value }]) => [key, value]));
}

describe('folding events into a profile', () => {
	const t = receivedAt - 1_000_000;

	test('the newest value of a trait wins, whatever the order of arrival', () => {
		const moments = fc.uniqueArray(fc.integer({ min: t, max: receivedAt }), { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(moments, (times) => {
				const steps = times.map((at) => [{ plan: `at ${at}` }, at, 'browser'] as const);
				expect(values(folded(steps))).toEqual({ plan: `at ${Math.max(...times)}` });
			}),
		);
	});

	test('consent is kept with where it was said, to which text, and who told of it', () => {
		const said = (properties: object, context: object = {}) =>
			parse({ type: 'track', event: 'Consent Updated', timestamp: t, properties, context });
		const consentOf = (event: Event, source: Source) =>
			fold(newProfile('p', receivedAt), event, source, nothingTouched()).consent.email;
		const proven = said({ email: true, source: 'checkout', version: '2026-05' }, { source: 'shop' });
		expect(consentOf(proven, 'server')).toEqual({ granted: true, at: t, source: 'checkout', version: '2026-05' });
		expect(consentOf(said({ email: true }, { source: 'banner' }), 'browser')).toMatchObject({ source: 'banner' });
		expect(consentOf(said({ email: false, version: {} }), 'server')).toEqual({
			granted: false,
			at: t,
			source: 'server',
		});
		expect(consentOf(said({ email: true }), 'browser')).toMatchObject({ source: 'tracker' });
		expect(consentOf(said({ email: true, version: 'x'.repeat(9000) }), 'import')?.version).toHaveLength(200);
	});

	test('what comes late concerns who asks since when things are so', () => {
		const touchedBy = (profile: Profile, traits: object, at: number, source: Source) => {
			const touched = nothingTouched();
			fold(profile, identify(traits, at), source, touched);
			return [...touched.attributes].sort();
		};
		const profile = folded([
			[{ plan: 'pro', city: 'Ulm' }, t, 'server'],
			[{ plan: 'pro' }, t + 9000, 'server'],
		]);
		expect(touchedBy(profile, { plan: 'free' }, t + 5000, 'server')).toEqual(['traits.plan', 'visit']);
		expect(touchedBy(profile, { plan: 'pro' }, t + 5000, 'server')).toEqual(['visit']);
		expect(touchedBy(profile, { plan: 'free' }, t + 5000, 'browser')).toEqual(['visit']);
		// Of whom nothing was said, it is so since they were first seen.
		const earlier = ['account', 'consent', 'device', 'geo', 'traits', 'utm', 'visit'];
		expect(touchedBy(profile, {}, t - 1, 'server')).toEqual(earlier);
	});

	test('a browser does not overwrite what a server said, however late it comes', () => {
		const profile = folded([
			[{ plan: 'pro' }, t, 'server'],
			[{ plan: 'enterprise', colour: 'red' }, t + 1000, 'browser'],
		]);
		expect(values(profile)).toEqual({ plan: 'pro', colour: 'red' });
	});

	test('what a server says stands over what a browser claimed, in whatever order they arrive', () => {
		const said = [{ plan: 'pro' }, t, 'server'] as const;
		const claimed = [{ plan: 'enterprise' }, t + 1000, 'browser'] as const;
		expect(values(folded([claimed, said]))).toEqual(values(folded([said, claimed])));
	});

	test('what was looked up stands over nobody’s own word, in whatever order they arrive, and over what was looked up before', () => {
		for (const source of ['browser', 'server', 'import', 'teammate'] as const) {
			const steps: (readonly [object, number, Source])[] = [
				[{ company: 'Own' }, t, source],
				[{ company: 'Found', size: 1 }, t + 1000, 'enrichment'],
				[{ size: 2 }, t + 2000, 'enrichment'],
			];
			const orders = fc.shuffledSubarray(steps, { minLength: steps.length });
			fc.assert(
				fc.property(orders, (order) => {
					expect(values(folded(order))).toEqual({ company: 'Own', size: 2 });
				}),
				{ numRuns: 20 },
			);
		}
	});

	test('what was looked up is not having been seen', () => {
		const profile = folded([
			[{}, t, 'browser'],
			[{ company: 'Found' }, t + 1000, 'enrichment'],
		]);
		expect(profile).toMatchObject({ lastSeenAt: t, events: 2 });
	});

	test('the account is the one that was named last, whatever the order of arrival', () => {
		const group = (groupId: string, at: number) => parse({ type: 'group', groupId, timestamp: at });
		const page = parse({ type: 'page', timestamp: t + 9000 });
		for (const order of [
			[group('old', t), page, group('new', t + 5000)],
			[group('new', t + 5000), page, group('old', t)],
		]) {
			const touched = nothingTouched();
			let profile = newProfile('p', receivedAt);
			for (const event of order) profile = fold(profile, event, 'browser', touched);
			expect(profile.accountId).toBe('new');
			expect(touched.attributes).toContain('account');
		}
	});

	test('traits named like JavaScript’s own are plain traits', () => {
		const profile = folded([[{ toString: 'x', hasOwnProperty: 'y', valueOf: null }, t, 'browser']]);
		expect(values(profile)).toEqual({ toString: 'x', hasOwnProperty: 'y', valueOf: null });
	});

	test('an event out of order widens the span of visits, and does not take back what was last seen', () => {
		const late = folded([
			[{}, t + 5000, 'browser'],
			[{}, t, 'browser'],
		]);
		expect(late).toMatchObject({ firstSeenAt: t, lastSeenAt: t + 5000, events: 2 });
	});

	test('what changed is told, so that only segments that read it are asked', () => {
		const touched = nothingTouched();
		fold(newProfile('p', receivedAt), identify({ plan: 'pro' }, t), 'browser', touched);
		expect([...touched.events]).toEqual(['Identified']);
		expect(touched.attributes).toContain('traits.plan');
	});
});
