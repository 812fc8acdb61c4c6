import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePlan, jsonTypes, type Schema } from '../../core/plan/index.ts';
import { freeName, namesOf, removeProperty, renameProperty, requireProperty, setProperty } from './properties.ts';
import { choicesLine, furtherRules, typeChoice, typeChoices, withChoices, withFurther, withType } from './rule.ts';

describe('the type of a rule', () => {
	it('is one of the usual ones, or its own unusual one', () => {
		expect(typeChoice({})).toBe('any');
		expect(typeChoices({ type: ['string', 'null'] })).toContainEqual(['string|null', 'Text or null']);
		expect(typeChoices({ type: 'string' }).map(([value]) => value)).not.toContain('null');
	});

	it('takes along only what speaks of it', () => {
		const rule: Schema = { type: 'string', description: 'Code', enum: ['a', 'b'], maxLength: 3, pattern: '^a' };
		expect(withType(rule, 'number')).toEqual({ type: 'number', description: 'Code' });
		expect(withType(rule, 'string|null')).toEqual({ ...rule, type: ['string', 'null'] });
		expect(withType(rule, 'any')).toEqual({ description: 'Code', enum: ['a', 'b'], maxLength: 3, pattern: '^a' });
	});

	it('can always be saved after a change', () => {
		const rules: Schema[] = [
			{ type: 'string', minLength: 1, format: 'email', enum: ['x'] },
			{ type: 'number', minimum: 1, enum: [1.5, 2] },
			{ type: 'array', items: { type: 'string' }, minItems: 1 },
			{ type: 'object', properties: { a: {} }, required: ['a'], additionalProperties: false },
		];
		fc.assert(
			fc.property(fc.constantFrom(...rules), fc.constantFrom('any', ...jsonTypes, 'string|null'), (rule, choice) => {
				const changed = withType(rule, choice);
				expect(typeChoice(changed)).toBe(choice);
				compilePlan({ events: [{ name: 'E', properties: { properties: { a: changed } } }] });
			}),
		);
	});
});

describe('allowed values', () => {
	it('stand in a line, as numbers where the rule is of numbers', () => {
		expect(choicesLine({ type: 'string', enum: ['EUR', 'US D'] })).toBe('EUR, US D');
		expect(withChoices({ type: 'string' }, ' EUR ,USD,, EUR')).toEqual({ type: 'string', enum: ['EUR', 'USD'] });
		expect(withChoices({ type: 'integer' }, '1, 2')).toEqual({ type: 'integer', enum: [1, 2] });
		expect(withChoices({ type: 'integer' }, '1, two')).toBeNull();
		expect(withChoices({ type: 'integer' }, '1.5')).toBeNull();
		expect(withChoices({ type: 'string', enum: ['a'] }, ' ')).toEqual({ type: 'string' });
	});

	it('that cannot stand in a line are left to the further rules', () => {
		const rule: Schema = { enum: ['a,b', null] };
		expect(choicesLine(rule)).toBeNull();
		expect(furtherRules(rule)).toEqual(rule);
	});
});

describe('what a form has no field for', () => {
	const rule: Schema = {
		type: 'object',
		description: 'd',
		properties: { a: {} },
		required: ['a'],
		additionalProperties: { type: 'string' },
		title: 't',
	};

	it('is kept, and changed apart', () => {
		expect(furtherRules(rule)).toEqual({ additionalProperties: { type: 'string' }, title: 't' });
		expect(withFurther(rule, { title: 'u' })).toEqual({
			type: 'object',
			description: 'd',
			properties: { a: {} },
			required: ['a'],
			title: 'u',
		});
		expect(withFurther(rule, furtherRules(rule))).toEqual(rule);
		expect(furtherRules({ type: 'object', additionalProperties: false })).toEqual({});
	});
});

describe('the properties of an object', () => {
	const object: Schema = { properties: { a: { type: 'string' }, b: {} }, required: ['a'] };

	it('keep their places when one is renamed, and what is required goes with it', () => {
		const renamed = renameProperty(object, 'a', 'z');
		expect(namesOf(renamed)).toEqual(['z', 'b']);
		expect(renamed.required).toEqual(['z']);
		expect(renameProperty(object, 'a', 'b')).toBe(object);
	});

	it('leave nothing behind when they go', () => {
		expect(removeProperty(removeProperty(object, 'a'), 'b')).toEqual({});
	});

	it('are required or not', () => {
		expect(requireProperty(object, 'b', true).required).toEqual(['a', 'b']);
		expect(requireProperty(object, 'a', false)).toEqual({ properties: object.properties });
	});

	it('are added by a free name', () => {
		expect(freeName(setProperty(object, 'property', {}))).toBe('property2');
	});
});
