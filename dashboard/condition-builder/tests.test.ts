import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operators } from '../../core/condition/operators/index.ts';
import { parseCondition } from './parse-condition.ts';
import { readTyped } from './read-typed.ts';
import { anotherTest, convertOperand, operandKind, operatorGroups, readTests, writeTests } from './tests.ts';

describe('tests of a value', () => {
	test('cover every operator of the language but those of groups, of which there are none', () => {
		const shown = Object.values(operatorGroups).flatMap((group) => Object.keys(group));
		expect([...shown.filter((name) => name !== ''), '$inGroup', '$notInGroup'].sort()).toEqual(
			Object.keys(operators).sort(),
		);
	});

	test('are written as they were read', () => {
		const operand = fc.oneof(fc.constantFrom('pro', 3, null, true), fc.array(fc.nat()), fc.constant({ last: '3d' }));
		const tests = fc.dictionary(fc.constantFrom('$eq', '$gte', '$within', '$not', '$foo'), operand, { minKeys: 1 });
		fc.assert(
			fc.property(fc.oneof(operand, tests), (json) => {
				const { tests, lasting } = readTests(json);
				expect(JSON.stringify(writeTests(tests, lasting))).toBe(JSON.stringify(json));
			}),
		);
		expect(writeTests([{ name: '', operand: 'pro' }], '14d')).toEqual({ $eq: 'pro', $for: '14d' });
		expect(readTests({ $for: '14d' })).toEqual({ tests: [], lasting: '14d' });
	});

	test('still make a condition when their operator changes', () => {
		const names = Object.keys(operators).filter((name) => name !== '$inGroup' && name !== '$notInGroup');
		for (const from of ['', ...names]) {
			const operand = convertOperand(from, 'pro');
			for (const to of names) {
				const given = convertOperand(to, operand);
				const isText = operandKind(to) === 'date' && given !== 'now';
				const json = { 'traits.x': { [to]: given } };
				expect([to, from, isText || parseCondition(JSON.stringify(json)).ok]).toEqual([to, from, true]);
			}
		}
	});

	test('of any span of dates still make a condition as anniversaries', () => {
		for (const span of [{ last: '3h' }, { next: '3mo', calendar: true }, { period: 'today', calendar: true }]) {
			const $anniversary = convertOperand('$anniversary', span);
			expect(parseCondition(JSON.stringify({ 'traits.x': { $anniversary } })).ok).toBe(true);
		}
	});

	test('get another one beside them that is not there yet', () => {
		expect(anotherTest([{ name: '$gte', operand: 18 }], operatorGroups)).toEqual({ name: '$lte', operand: 18 });
		expect(
			anotherTest(
				[
					{ name: '$lte', operand: 1 },
					{ name: '$lt', operand: 1 },
				],
				operatorGroups,
			).name,
		).toBe('$ne');
	});
});

describe('what is typed as a value', () => {
	test.each([
		['18', '', [], false, '18'],
		['18', 3, [], false, 18],
		['18', '', ['number'], false, 18],
		['18', '', [], true, 18],
		['018', 1, ['number'], true, '018'],
		['1e3', 1, [], true, '1e3'],
		['', 3, ['number'], true, ''],
		['true', '', ['boolean'], false, true],
		['true', '', ['string'], false, 'true'],
		['12345678901234567890', 1, [], true, '12345678901234567890'],
	] as const)('%j beside %j of %j is %j', (text, before, types, wantsNumber, meant) => {
		expect(readTyped(text, before, types, wantsNumber)).toBe(meant);
	});
});
