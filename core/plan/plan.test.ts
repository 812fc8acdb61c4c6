import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventType } from '../event/index.ts';
import { compilePlan, type Plan, type Schema } from './index.ts';

function violations(plan: unknown, name: string, { type = 'track' as EventType, properties = {}, traits = null } = {}) {
	return compilePlan(plan).checkEvent({ type, event: name, properties, traits });
}

describe('an event that is not in the plan', () => {
	const events = [{ name: 'Order Completed' }];

	test('is allowed unless the plan says otherwise', () => {
		expect(violations({ events }, 'Order Complete')).toEqual([]);
		expect(violations({ unplanned: 'violation', events }, 'Order Complete')).toMatchObject([
			{ path: 'event', rule: 'unplanned' },
		]);
		expect(violations({ unplanned: 'violation', events }, 'Order Completed')).toEqual([]);
	});

	test('is never a call without a name of its own, nor one that Edgewise makes', () => {
		expect(violations({ unplanned: 'violation' }, 'Page Viewed', { type: 'page' })).toEqual([]);
		expect(violations({ unplanned: 'violation' }, 'Consent Updated')).toEqual([]);
	});
});

test('traits of identify and group calls have rules of their own', () => {
	const plan = { events: [{ name: 'Identified', traits: { required: ['email'] } }] };
	const of = (traits: object | null) =>
		compilePlan(plan).checkEvent({ type: 'identify', event: 'Identified', properties: {}, traits: { ...traits } });
	expect(of({ email: 'ada@example.com' })).toEqual([]);
	expect(of(null)).toMatchObject([{ path: 'traits.email', rule: 'required' }]);
});

test('a plan is given back as it was written', () => {
	const plan: Plan = {
		unplanned: 'violation',
		violations: 'refuse',
		events: [
			{
				name: 'A',
				description: 'First.',
				properties: { properties: { a: { type: 'string', enum: ['x'] } }, required: ['a'] },
			},
			{ name: 'Identified', traits: { type: 'object', additionalProperties: { type: ['string', 'null'] } } },
		],
	};
	expect(compilePlan(plan).plan).toEqual(plan);
	expect(compilePlan({}).plan).toEqual({ unplanned: 'allow', violations: 'keep', events: [] });
});

test('what is told of a hostile event is short, and repeats none of its values', () => {
	const secret = 'ada@secret.example';
	const plan = {
		events: [{ name: 'E', properties: { additionalProperties: { additionalProperties: { type: 'number' } } } }],
	};
	const properties = { ['k'.repeat(5_000)]: { ['l\ud800'.repeat(2_000)]: secret, m: [secret] } };
	const found = violations(plan, 'E', { properties });
	expect(found).toHaveLength(2);
	for (const { path, place, message } of found) {
		expect(path.length).toBeLessThanOrEqual(200);
		expect(path.isWellFormed()).toBe(true);
		expect(place).toBe('properties.*.*');
		expect(message).not.toContain('secret');
	}
});

/** A schema, and an arbitrary of values that it allows. */
interface Pair {
	readonly schema: Schema;
	readonly value: fc.Arbitrary<unknown>;
}

const leaves: fc.Arbitrary<Pair> = fc.oneof(
	fc.constant<Pair>({ schema: {}, value: fc.jsonValue({ maxDepth: 3 }) }),
	fc.constant<Pair>({ schema: { type: 'string' }, value: fc.string({ unit: 'binary' }) }),
	fc.tuple(fc.nat(20), fc.nat(20)).map(
		([least, more]): Pair => ({
			schema: { type: 'string', minLength: least, maxLength: least + more },
			value: fc.string({ unit: 'binary', minLength: least, maxLength: least + more }),
		}),
	),
	fc.tuple(fc.integer(), fc.nat(1_000)).map(
		([minimum, more]): Pair => ({
			schema: { type: 'integer', minimum, maximum: minimum + more },
			value: fc.integer({ min: minimum, max: minimum + more }),
		}),
	),
	fc.tuple(fc.integer(), fc.nat(1_000)).map(
		([bound, more]): Pair => ({
			schema: { type: 'number', exclusiveMinimum: bound, exclusiveMaximum: bound + more + 1 },
			value: fc.double({ min: bound, max: bound + more + 1, minExcluded: true, maxExcluded: true, noNaN: true }),
		}),
	),
	fc.uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { minLength: 1 }).map(
		(choices): Pair => ({
			schema: { enum: choices },
			value: fc.constantFrom(...choices),
		}),
	),
	fc.constant<Pair>({ schema: { type: ['boolean', 'null'] }, value: fc.oneof(fc.boolean(), fc.constant(null)) }),
	fc.constant<Pair>({
		schema: { format: 'date-time' },
		value: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
	}),
	fc.constant<Pair>({
		schema: { format: 'uri' },
		value: fc.webUrl({ withQueryParameters: true, withFragments: true }),
	}),
	fc.constant<Pair>({
		schema: { type: 'string', pattern: '^[A-Z]{2}-\\d{1,4}$' },
		value: fc.stringMatching(/^[A-Z]{2}-\d{1,4}$/),
	}),
);

const key = fc
	.string({ minLength: 1, maxLength: 8 })
	.filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));

const { pair } = fc.letrec<{ pair: Pair; list: Pair; object: Pair }>((tie) => ({
	pair: fc.oneof({ maxDepth: 4 }, leaves, tie('list'), tie('object')),
	list: fc.tuple(tie('pair'), fc.nat(3)).map(([items, minItems]) => ({
		schema: { type: 'array', items: items.schema, minItems },
		value: fc.array(items.value, { minLength: minItems, maxLength: minItems + 3 }),
	})),
	object: fc.dictionary(key, tie('pair'), { maxKeys: 5 }).chain((inner) =>
		fc.subarray(Object.keys(inner)).map((required) => ({
			schema: {
				type: 'object',
				properties: Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, one.schema])),
				required,
				additionalProperties: false,
			},
			value: fc.record(Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, one.value])), {
				requiredKeys: required,
			}),
		})),
	),
}));

describe('whatever comes in', () => {
	test('a value made to a schema breaks nothing', () => {
		const made = pair.chain(({ schema, value }) => value.map((one) => ({ schema, one })));
		fc.assert(
			fc.property(made, ({ schema, one }) => {
				const plan = { events: [{ name: 'E', properties: { properties: { a: schema }, required: ['a'] } }] };
				expect(violations(plan, 'E', { properties: { a: one } })).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});

	test('checking never throws, and says at most five short things', () => {
		const anything = fc.anything({
			withBigInt: true,
			withDate: true,
			withMap: true,
			withSet: true,
			withTypedArray: true,
			withNullPrototype: true,
			withSparseArray: true,
		});
		fc.assert(
			fc.property(pair, anything, ({ schema }, a) => {
				const plan = {
					events: [{ name: 'E', properties: { properties: { a: schema }, additionalProperties: schema } }],
				};
				const found = violations(plan, 'E', { properties: { a, b: [a, { a }] } });
				expect(found.length).toBeLessThanOrEqual(5);
				for (const { path, message } of found) expect(path.length + message.length).toBeLessThanOrEqual(400);
			}),
			{ numRuns: 200 },
		);
	});

	test('a plan is compiled or refused', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.anything(),
					fc.record({ events: fc.array(fc.record({ name: fc.string(), properties: fc.object() })) }),
				),
				(json) => {
					try {
						compilePlan(json);
					} catch (error) {
						expect(error).toHaveProperty('code', 'plan-invalid');
					}
				},
			),
			{ numRuns: 200 },
		);
	});
});
