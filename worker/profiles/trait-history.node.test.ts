import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../core/event/index.ts';
import { changesOf } from './changes.ts';
import { fold, nothingTouched } from './fold.ts';
import { newProfile, type Profile, type Source } from './profile.ts';

const receivedAt = Date.parse('2026-11-22T12:00:00Z');
const start = receivedAt - 1_000_000;

type Said = readonly [value: unknown, at: number, source?: Source];

function after(said: readonly Said[]): Profile {
	let profile = newProfile('p', start);
	for (const [plan, at, source = 'browser'] of said) {
		const event = parseEvent(
			{ anonymousId: 'a', type: 'identify', traits: { plan }, timestamp: start + at },
			{ receivedAt, sentAt: null, mintMessageId: () => 'm' },
		);
		profile = fold(profile, event, source, nothingTouched());
	}
	return profile;
}

function plans(said: readonly Said[]): [number, unknown][] {
	return changesOf(after(said), null, 'traits.plan').map(({ at, value }) => [at - start, value]);
}

describe('since when a trait is what it is', () => {
	test('is when it was first said, however often it is said again', () => {
		expect(
			plans([
				['pro', 10],
				['pro', 20],
				['pro', 30],
			]),
		).toEqual([[10, 'pro']]);
	});

	test('is when it changed, and what it was before is remembered', () => {
		expect(
			plans([
				['free', 10],
				['free', 15],
				['pro', 20],
				['pro', 30],
			]),
		).toEqual([
			[10, 'free'],
			[20, 'pro'],
		]);
	});

	test('is the same whatever the order of arrival, as long as each value is said once', () => {
		const moments = fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(moments, (times) => {
				const expected = times.toSorted((a, b) => a - b).map((at): [number, unknown] => [at, `at ${at}`]);
				expect(plans(times.map((at) => [`at ${at}`, at]))).toEqual(expected.slice(-6));
			}),
		);
	});

	test('is never sooner than true, whatever the order of arrival and however often what is said', () => {
		const said = fc.array(fc.tuple(fc.constantFrom('free', 'pro'), fc.integer({ min: 0, max: 20 })), { minLength: 1 });
		const distinct = said.map((list) => [...new Map(list.map((one) => [one[1], one])).values()]);
		fc.assert(
			fc.property(distinct, (list) => {
				const sorted = list.toSorted((a, b) => a[1] - b[1]);
				const [value] = sorted.at(-1) ?? [];
				const truly = sorted[sorted.findLastIndex((one) => one[0] !== value) + 1];
				const [since] = plans(list).at(-1) ?? [];
				expect(plans(list).at(-1)?.[1]).toBe(value);
				expect(since).toBeGreaterThanOrEqual(truly?.[1] ?? 0);
			}),
		);
	});

	test('an older value that comes late breaks the run', () => {
		expect(
			plans([
				['pro', 10],
				['pro', 30],
				['free', 20],
			]),
		).toEqual([
			[10, 'pro'],
			[20, 'free'],
			[30, 'pro'],
		]);
	});

	test('the same value that comes late was so before', () => {
		expect(
			plans([
				['pro', 10],
				['pro', 5],
			]),
		).toEqual([[5, 'pro']]);
	});

	test('what a browser claims leaves no trace in what a server said', () => {
		expect(
			plans([
				['pro', 10, 'server'],
				['free', 5],
				['free', 20],
			]),
		).toEqual([[10, 'pro']]);
	});

	test('of a trait that was never said is since the person was first seen', () => {
		expect(changesOf(newProfile('p', start), null, 'traits.email')).toEqual([{ at: start, value: null }]);
	});

	test('remembers the last five values, and none that is long', () => {
		expect(plans(Array.from({ length: 20 }, (_, at) => [at, at]))).toHaveLength(6);
		expect(
			plans([
				['a', 1],
				['x'.repeat(100), 2],
				['b', 3],
				['c', 4],
			]),
		).toEqual([
			[3, 'b'],
			[4, 'c'],
		]);
	});

	test('of a part of a trait is since that part changed', () => {
		const profile = after([
			[{ name: 'pro', seats: 1 }, 10],
			[{ name: 'pro', seats: 2 }, 20],
		]);
		expect(changesOf(profile, null, 'traits.plan.name').map(({ value }) => value)).toEqual(['pro', 'pro']);
		expect(changesOf(profile, null, 'traits.plan.seats').map(({ value }) => value)).toEqual([1, 2]);
	});
});

describe('since when a place is what it is', () => {
	function seen(places: readonly (readonly [object, number])[]): Profile {
		let profile = newProfile('p', start);
		for (const [geo, at] of places) {
			const event = parseEvent(
				{
					anonymousId: 'a',
					type: 'track',
					event: 'Seen',
					timestamp: start + at,
					context: { geo, timezone: 'Europe/Berlin' },
				},
				{ receivedAt, sentAt: null, mintMessageId: () => 'm' },
			);
			profile = fold(profile, event, 'browser', nothingTouched());
		}
		return profile;
	}

	test('is when the person was first seen, until it changes', () => {
		const profile = seen([
			[{ country: 'DE', city: 'Ulm' }, 0],
			[{ country: 'DE', city: 'Bonn' }, 50],
		]);
		expect(changesOf(profile, null, 'geo.country')).toEqual([{ at: start, value: 'DE' }]);
		expect(changesOf(profile, null, 'geo.city')).toEqual([{ at: start + 50, value: 'Bonn' }]);
		expect(profile.timezone).toBe('Europe/Berlin');
	});
});
