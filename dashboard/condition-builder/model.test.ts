import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionIn, days, seconds } from '../../core/condition/testing/arbitrary.ts';
import { asGroup, concerns, placesOf, readPart, writePart } from './model.ts';
import { parseCondition } from './parse-condition.ts';
import { starters } from './starters.ts';

/** Exactly the same, down to the order of entries. */
function same(json: unknown): void {
	const text = JSON.stringify(json);
	expect(JSON.stringify(writePart(readPart(json)))).toBe(text);
}

describe('a condition read as rows and written again', () => {
	test('is the same, for the whole language', () => {
		fc.assert(fc.property(fc.oneof(conditionIn(days), conditionIn(seconds)), same), { numRuns: 2000 });
	});

	test('is the same, whatever JSON it is', () => {
		const names = ['$and', '$or', '$nor', '$not', '$did', '$segment', 'traits.plan', '__proto__', '1', '', '$foo'];
		const { value } = fc.letrec((tie) => ({
			value: fc.oneof(
				{ depthSize: 'large', withCrossShrink: true },
				fc.constantFrom(null, 1, 'x', true),
				fc.array(tie('value'), { maxLength: 3 }),
				fc
					.array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 3 })
					.map((entries) => Object.fromEntries(entries)),
			),
		}));
		fc.assert(fc.property(value, same), { numRuns: 2000 });
	});

	test('is the same as the only part of a group, or deeper or wider than rows go', () => {
		for (const { condition } of starters) {
			expect(writePart(asGroup(readPart(condition)))).toEqual(condition);
		}
		same(JSON.parse(`${'{"$and":['.repeat(2_000)}{"a":1}${']}'.repeat(2_000)}`));
		same({ $or: Array.from({ length: 500 }, (_, n) => ({ 'traits.n': n })) });
		same(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`traits.${n}`, n])));
	});
});

describe('rows', () => {
	const plan = { kind: 'attribute', key: 'traits.plan', json: 'pro' } as const;

	test('of one object are written as one, until two would be the same entry', () => {
		const other = { ...plan, key: 'traits.age', json: 3 };
		const group = { kind: 'group', join: 'all', spelled: 'keys' } as const;
		expect(writePart({ ...group, parts: [plan, other] })).toEqual({ 'traits.plan': 'pro', 'traits.age': 3 });
		expect(writePart({ ...group, parts: [plan, { ...plan, json: 'free' }] })).toEqual({
			$and: [{ 'traits.plan': 'pro' }, { 'traits.plan': 'free' }],
		});
		expect(writePart({ ...group, parts: [] })).toEqual({});
	});

	test('know where they stand, as refusals tell it', () => {
		const read = (json: object, path = '') => placesOf(asGroup(readPart(json)), path).map(({ prefix }) => prefix);
		expect(read({ 'traits.plan': 'pro', $did: { event: 'A' } })).toEqual(['traits.plan', '$did']);
		expect(read({ $or: [{ a: 1 }, { b: 2 }] })).toEqual(['$or[0]', '$or[1]']);
		expect(read({ $or: [{ a: 1 }, { b: 2 }] }, '$and[1]')).toEqual(['$and[1].$or[0]', '$and[1].$or[1]']);
	});

	test('are found by the refusals of the compiler', () => {
		const wrong = [
			{ 'traits.plan': 'pro', $did: { event: '' } },
			{ $and: [{ a: 1 }, { 'traits.mail': { $regex: '(a+)+$' } }] },
			{ $and: [{ $did: { event: 'A', within: '10000y' } }, { b: 1 }] },
			{ a: 1, $not: { $or: [{ b: 1 }, { $segment: '' }] } },
		];
		const found = wrong.map((json) => {
			const parsed = parseCondition(JSON.stringify(json));
			const refused = parsed.ok ? undefined : parsed.path;
			const places = placesOf(asGroup(readPart(json)), '');
			return places.map(({ prefix }) => concerns(refused, prefix));
		});
		expect(found).toEqual([
			[false, true],
			[false, true],
			[true, false],
			[false, true],
		]);
	});
});
