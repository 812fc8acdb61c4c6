import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from './index.ts';
import { conditionIn, days, leavesIn, personIn, seconds, type World } from './testing/arbitrary.ts';
import { naive } from './testing/naive.ts';
import type { Condition, EventHistory, HistoryEvent } from './types.ts';

const never = Number.POSITIVE_INFINITY;
const quarterMs = 15 * 60_000;
const worlds: [string, World, stepMs: number, spanMs: number][] = [
	['seconds', seconds, 250, 14_000],
	['days', days, quarterMs, 9 * 24 * 4 * quarterMs],
];

function compiledIn(world: World): fc.Arbitrary<Condition> {
	return conditionIn(world).map((json) => compile(json, { enrollment: true }));
}

/** The same history as a shard keeps it. */
function historyOf(events: readonly HistoryEvent[]): EventHistory {
	const sorted = events.toSorted((a, b) => a.at - b.at);
	return { query: (name, from, to) => sorted.filter(({ event, at }) => event === name && from <= at && at <= to) };
}

describe.each(worlds)('in a world of %s', { timeout: 60_000 }, (_, world, stepMs, spanMs) => {
	const condition = compiledIn(world);
	const person = personIn(world);
	const { moment } = world;

	test('an answer is what the language says, put plainly', () => {
		fc.assert(
			fc.property(condition, person, moment, ({ json, evaluate }, given, now) => {
				expect(evaluate(given, now).matches).toBe(naive(json, given, now));
			}),
			{ numRuns: 1_000 },
		);
	});

	test('until is never late: the answer stays the same until then, with no new data', () => {
		fc.assert(
			fc.property(condition, person, moment, ({ evaluate }, given, now) => {
				const { matches, until } = evaluate(given, now);
				expect(until).toBeGreaterThan(now);
				for (let later = now; later < Math.min(until, now + spanMs); later += stepMs) {
					if (evaluate(given, later).matches !== matches) expect([later, until]).toEqual('the same answer');
				}
				if (until === never) return;
				expect(evaluate(given, until - 1).matches).toBe(matches);
				const then = evaluate(given, until);
				expect(then.until).toBeGreaterThan(until);
			}),
			{ numRuns: 500 },
		);
	});

	test.each(Object.entries(leavesIn(world)))('until is exact for %s alone: the answer changes then', (kind, leaf) => {
		fc.assert(
			fc.property(leaf, person, moment, (json, given, now) => {
				// What `where` says of one event, and one date of several, may change without changing the answer.
				fc.pre(!JSON.stringify(json).includes('properties.due'));
				const { evaluate } = compile(json, { enrollment: true });
				const { matches, until } = evaluate(given, now);
				if (until === never || kind === 'listed') return;
				expect(evaluate(given, until - 1).matches).toBe(matches);
				expect(evaluate(given, until).matches).toBe(!matches);
				expect(naive(json, given, until)).toBe(!matches);
			}),
			{ numRuns: 300 },
		);
	});

	test('an answer is the same for an array in any order and for a history', () => {
		fc.assert(
			fc.property(condition, person, moment, (given, one, now) => {
				const kept = { ...one, events: historyOf(one.events) };
				expect(given.evaluate(kept, now)).toEqual(given.evaluate(one, now));
			}),
		);
	});

	test('an answer is the one that explain gives, in every part', () => {
		fc.assert(
			fc.property(condition, person, moment, (whole, given, now) => {
				const explanation = whole.explain(given, now);
				expect(explanation.matches).toBe(whole.evaluate(given, now).matches);
				for (const part of explanation.children ?? []) expect(part.says).not.toBe('');
			}),
			{ numRuns: 300 },
		);
	});

	test('an answer depends on nothing that depends does not name, and on no event farther back than it says', () => {
		fc.assert(
			fc.property(condition, person, person, moment, (whole, one, other, now) => {
				const { events, attributes, segments, changes, lookBackMs } = whole.depends;
				const reads = (event: HistoryEvent) =>
					events.has(event.event) && event.at >= now - (lookBackMs.get(event.event) ?? 0);
				const mixed = {
					...one,
					events: [...one.events.filter(reads), ...other.events.filter((event) => !reads(event) && event.at <= now)],
					attributes: mix(one.attributes, other.attributes, attributes),
					segments: segments.has('vip') ? one.segments : other.segments,
					changes: mix(one.changes, other.changes, changes),
				};
				expect(whole.evaluate(mixed, now).matches).toBe(whole.evaluate(one, now).matches);
			}),
			{ numRuns: 500 },
		);
	});

	test('a condition that is printed and parsed is the same condition', () => {
		fc.assert(
			fc.property(condition, person, moment, (whole, given, now) => {
				const printed = JSON.stringify(whole.json);
				const again = compile(JSON.parse(printed), { enrollment: true });
				expect(JSON.stringify(again.json)).toBe(printed);
				expect(again.depends).toEqual(whole.depends);
				expect(again.evaluate(given, now)).toEqual(whole.evaluate(given, now));
			}),
		);
	});
});

/** One person's attributes where they are read, another's where they are not. */
function mix<Value>(
	one: Readonly<Record<string, Value>>,
	other: Readonly<Record<string, Value>>,
	read: ReadonlySet<string>,
): Record<string, Value> {
	const roots = new Set([...read].map((path) => path.split('.')[0]));
	const of = (given: Readonly<Record<string, Value>>, wanted: boolean) =>
		Object.entries(given).filter(([key]) => roots.has(key) === wanted);
	return Object.fromEntries([...of(one, true), ...of(other, false)]);
}

describe('until', () => {
	test('is early, not late, when there is too much to search', () => {
		const events = Array.from({ length: 2_000 }, (_, at) => ({ event: 'A', at, properties: { n: 1 } }));
		const given = { attributes: {}, events, segments: [] };
		const { evaluate } = compile({ $did: { event: 'A', sum: 'properties.n', $gte: 1, within: '1h' } });
		const { matches, until } = evaluate(given, 2_000);
		expect(matches).toBe(true);
		expect(until).toBeGreaterThan(2_000);
		expect(until).toBeLessThanOrEqual(1_999 + 3_600_000);
	});
});
