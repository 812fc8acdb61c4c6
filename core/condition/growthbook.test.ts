import { evalCondition } from '@growthbook/growthbook';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from './index.ts';

/** GrowthBook's own SDK is the truth about GrowthBook's operators. */
const scalar = fc.constantFrom<unknown>(
	...[
		'pro',
		'Pro',
		'PRO',
		'',
		'DE',
		'5',
		'05',
		' 5 ',
		'1e1',
		'true',
		'null',
		'undefined',
		'[object Object]',
		'a,b',
		'é',
	],
	...[0, -0, 1, 5, 5.5, 10, -1, 1e21, true, false, null],
	...['1.2.3', 'v1.2.3', '1.10.0', '1.9.0', '1.0.0-beta.2', '1.0.0+build', '2', '1.2', 'x.y.z'],
);
const value = fc.oneof(
	{ weight: 3, arbitrary: scalar },
	fc.array(scalar, { maxLength: 3 }),
	fc.array(fc.record({ name: scalar, n: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
	fc.record({ name: scalar, tags: fc.array(scalar, { maxLength: 2 }) }, { requiredKeys: [] }),
);
const comparable = fc.oneof(fc.constantFrom('5', 'pro', '', '10', 'A'), fc.constantFrom(0, 1, 5, 5.5, 10, -1));
const list = fc.array(scalar, { maxLength: 4 });
const groups = {
	staff: ['pro', 5, 'DE'],
	v2: { type: 'list', attributeKey: 'plan', values: [1, 'PRO'] },
	odd: { type: 'condition' },
};

const { operators } = fc.letrec<{ operators: object; bare: unknown; nested: object }>((tie) => ({
	bare: fc.oneof(scalar, value, tie('operators')),
	nested: fc.tuple(fc.constantFrom('name', 'n', 'tags.0'), tie('bare')).map(([path, json]) => ({ [path]: json })),
	operators: fc.oneof(
		{ depthSize: 'medium' },
		fc
			.oneof(
				fc.tuple(fc.constantFrom('$eq', '$ne'), scalar),
				fc.tuple(fc.constantFrom('$lt', '$lte', '$gt', '$gte'), comparable),
				fc.tuple(
					fc.constantFrom('$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'),
					fc.constantFrom('1.2.3', 'v1.9', '1.0.0-beta', 2, '1.10.0', ''),
				),
				fc.tuple(fc.constantFrom('$in', '$nin', '$ini', '$nini'), list),
				fc.tuple(fc.constant('$exists'), fc.boolean()),
				fc.tuple(
					fc.constantFrom('$regex', '$regexi'),
					fc.constantFrom('^p', 'o$', '5|DE', '[a-c]', '\\d+', 'a/b', '', 'null'),
				),
				fc.tuple(
					fc.constant('$type'),
					fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'null', 'undefined'),
				),
				fc.tuple(fc.constantFrom('$inGroup', '$notInGroup'), fc.constantFrom('staff', 'v2', 'odd', 'nobody')),
			)
			.map(([name, operand]) => ({ [String(name)]: operand })),
		fc
			.tuple(fc.constantFrom('$all', '$alli'), fc.array(tie('bare'), { maxLength: 2 }))
			.map(([name, json]) => ({ [name]: json })),
		fc.tuple(fc.constant('$not'), tie('bare')).map(([name, json]) => ({ [name]: json })),
		fc.oneof(fc.nat({ max: 3 }), fc.record({ $gte: fc.nat({ max: 3 }) })).map(($size) => ({ $size })),
		fc.oneof(tie('operators'), tie('nested')).map(($elemMatch) => ({ $elemMatch })),
		fc.tuple(tie('operators'), tie('operators')).map(([one, other]) => ({ ...one, ...other })),
	),
}));
const leaf = fc
	.tuple(fc.constantFrom('a', 'b.c', 'b.tags.0', 'a.length', 'missing', '$groups'), fc.oneof(operators, value))
	.map(([path, json]): object => ({ [path]: json }));
const { condition } = fc.letrec<{ condition: object; list: object[] }>((tie) => ({
	list: fc.array(tie('condition'), { maxLength: 3 }),
	condition: fc.oneof(
		{ depthSize: 'small' },
		{ weight: 4, arbitrary: leaf },
		fc.tuple(fc.constantFrom('$and', '$or', '$nor'), tie('list')).map(([name, inner]) => ({ [name]: inner })),
		tie('condition').map((inner) => ({ $not: inner })),
		fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => ({ ...one, ...other })),
	),
}));
const attributes = fc.record(
	{ a: value, b: fc.record({ c: value, tags: list }, { requiredKeys: [] }), $groups: list },
	{ requiredKeys: [] },
);

function growthbook(json: object, given: object): boolean {
	// Theirs take plain JSON only, and may change what they are given.
	return evalCondition(
		JSON.parse(JSON.stringify(given)),
		JSON.parse(JSON.stringify(json)),
		JSON.parse(JSON.stringify(groups)),
	);
}

describe('GrowthBook’s operators', () => {
	test('mean what they mean in GrowthBook’s SDK', () => {
		fc.assert(
			fc.property(condition, attributes, (json, person) => {
				const given = JSON.parse(JSON.stringify(person));
				const { evaluate } = compile(json, { groups });
				expect(evaluate({ attributes: given, events: [], segments: [] }, 0).matches).toBe(growthbook(json, given));
			}),
			{ numRuns: 20_000 },
		);
	}, 60_000);

	test.each([
		['an unknown operator is refused, where theirs never matches', { a: { $foo: 1 } }],
		['an operand of the wrong type is refused, where theirs never matches or compares nonsense', { a: { $in: 'DE' } }],
		['a regular expression that does not parse is refused, where theirs never matches', { a: { $regex: '(' } }],
		['a regular expression that could run away is refused, where theirs runs away', { a: { $regex: '(a+)+$' } }],
		['operators among other keys are refused, where theirs compares the whole object', { a: { $gt: 1, b: 2 } }],
	])('%s', (_, json) => {
		expect(() => compile(json)).toThrow();
	});

	test('inherited properties are nobody’s attributes, where theirs are', () => {
		const json = { 'a.constructor': { $exists: true } };
		expect(growthbook(json, { a: {} })).toBe(true);
		expect(compile(json).evaluate({ attributes: { a: {} }, events: [], segments: [] }, 0).matches).toBe(false);
	});
});
