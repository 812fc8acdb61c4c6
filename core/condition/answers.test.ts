import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from './index.ts';
import type { Condition, EventHistory, HistoryEvent, Subject } from './types.ts';

const scalar = fc.constantFrom<unknown>('pro', 'free', '', 'DE', '5', 0, 1, 5, true, false, null);
const number = fc.integer({ min: -1, max: 4 });
const comparison = fc.oneof(
	fc
		.tuple(fc.constantFrom('$lt', '$lte', '$gt', '$gte', '$eq', '$ne'), number)
		.map(([name, limit]) => ({ [name]: limit })),
	fc.record({ $gte: number, $lt: number }),
);
const valueTest = fc.oneof(
	scalar,
	comparison,
	fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
	fc.record({ $not: comparison }),
);
const attribute = fc.tuple(fc.constantFrom('plan', 'n', 'a.b'), valueTest).map(([path, json]) => ({ [path]: json }));
const aggregate = fc
	.tuple(fc.constantFrom('sum', 'min', 'max', 'avg', 'distinct', 'first', 'last'), comparison)
	.map(([name, wanted]) => ({ [name]: 'properties.n', ...wanted }));
const did = fc
	.tuple(
		fc.constantFrom('A', 'B'),
		fc.oneof(fc.constant({}), fc.record({ count: fc.oneof(number, comparison) }), aggregate),
		fc.constantFrom({}, { within: '1s' }, { within: '3s' }, { within: 'enrollment' }),
		fc.constantFrom({}, { where: { 'properties.n': { $gte: 1 } } }),
	)
	.map(([event, ...rest]) => ({ $did: Object.assign({ event }, ...rest) }));

const { condition } = fc.letrec<{ condition: object; list: object[] }>((tie) => ({
	list: fc.array(tie('condition'), { maxLength: 3 }),
	condition: fc.oneof(
		{ depthSize: 'medium', withCrossShrink: true },
		did,
		attribute,
		fc.constantFrom({ $segment: 'vip' }, {}),
		fc.tuple(fc.constantFrom('$and', '$or', '$nor'), tie('list')).map(([name, list]) => ({ [name]: list })),
		tie('condition').map((inner) => ({ $not: inner })),
		fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => ({ ...one, ...other })),
	),
}));

/** A coarse grid of moments, so that events meet at window ends and at each other. */
const moment = fc.integer({ min: 0, max: 16 }).map((step) => step * 500);
const event = fc.record({
	event: fc.constantFrom('A', 'B', 'C'),
	at: moment,
	properties: fc.record({ n: fc.oneof(number, fc.constantFrom('2', 'many', null)) }, { requiredKeys: [] }),
});
const subject: fc.Arbitrary<Subject & { events: HistoryEvent[] }> = fc.record({
	attributes: fc.record({ plan: scalar, n: scalar, a: fc.record({ b: scalar }) }, { requiredKeys: [] }),
	events: fc.array(event, { maxLength: 8 }),
	segments: fc.constantFrom(['vip'], []),
	enteredAt: moment,
});

const compiled = condition.map((json) => compile(json, { enrollment: true }));

/** The same history as a shard keeps it. */
function historyOf(events: readonly HistoryEvent[]): EventHistory {
	const sorted = events.toSorted((a, b) => a.at - b.at);
	return { query: (name, from, to) => sorted.filter(({ event, at }) => event === name && from <= at && at <= to) };
}

describe('until', () => {
	test('is never late: the answer stays the same until then, with no new data', () => {
		fc.assert(
			fc.property(compiled, subject, moment, ({ evaluate }, given, now) => {
				const { matches, until } = evaluate(given, now);
				expect(until).toBeGreaterThan(now);
				for (let later = now; later < Math.min(until, now + 14_000); later += 250) {
					expect([later, evaluate(given, later).matches]).toEqual([later, matches]);
				}
			}),
			{ numRuns: 3_000 },
		);
	});

	test('is exact for a single $did: the answer changes then', () => {
		fc.assert(
			fc.property(did, subject, moment, (json, given, now) => {
				const { evaluate } = compile(json, { enrollment: true });
				const { matches, until } = evaluate(given, now);
				if (until !== Number.POSITIVE_INFINITY) expect(evaluate(given, until).matches).toBe(!matches);
			}),
			{ numRuns: 1_000 },
		);
	});

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

describe('an answer', () => {
	test('is the same for an array in any order and for a history', () => {
		fc.assert(
			fc.property(compiled, subject, moment, (given, person, now) => {
				const { events, segments } = person;
				const kept = { ...person, events: historyOf(events), segments: new Set(segments) };
				expect(given.evaluate(kept, now)).toEqual(given.evaluate({ ...person, events: historyOf(events) }, now));
				expect(given.evaluate(kept, now)).toEqual(given.evaluate(person, now));
			}),
		);
	});

	test('is the one that explain gives, in every part', () => {
		fc.assert(
			fc.property(condition, subject, moment, (json, given, now) => {
				const whole: Condition = compile(json, { enrollment: true });
				const explanation = whole.explain(given, now);
				expect(explanation.matches).toBe(whole.evaluate(given, now).matches);
				for (const part of explanation.children ?? []) expect(part.says).not.toBe('');
			}),
			{ numRuns: 1_000 },
		);
	});

	test('depends on nothing that depends does not name', () => {
		fc.assert(
			fc.property(compiled, subject, moment, (given, person, now) => {
				const { events, attributes, segments } = given.depends;
				const rest = {
					...person,
					events: person.events.filter(({ event }) => events.has(event)),
					attributes: attributes.size === 0 ? {} : person.attributes,
					segments: segments.size === 0 ? [] : person.segments,
				};
				expect(given.evaluate(rest, now)).toEqual(given.evaluate(person, now));
			}),
		);
	});
});
