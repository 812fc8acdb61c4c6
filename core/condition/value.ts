import { asJson, asNumber, asText } from './coerce.ts';
import { isTooDeep, tooDeep } from './limits.ts';
import { nearest } from './nearest.ts';
import { type Compiler, combine, evaluateValue, type ValueTest } from './node.ts';
import { operators } from './operators/index.ts';
import { isOperators } from './operators/operator.ts';
import { refuse, within } from './refuse.ts';
import { show } from './show.ts';

/** Compiles what a value must be: a bare value is equality, an object whose keys all begin with `$` is operators. */
export function compileValue(json: unknown, path: string, compiler: Compiler): ValueTest {
	if (isOperators(json, path)) return compileOperators(json, path, compiler);
	return { test: equality(json, path), wants: show(json) };
}

/** GrowthBook's loose equality: text compares as text, numbers as numbers, true and false by truthiness, the rest as JSON. */
function equality(json: unknown, path: string): (value: unknown) => boolean {
	switch (typeof json) {
		case 'string':
			return (value) => asText(value) === json;
		case 'number':
			return (value) => asNumber(value) === json;
		case 'boolean':
			return (value) => value !== null && Boolean(value) === json;
		case 'object':
			if (json === null) return (value) => value === null;
			if (isTooDeep(json)) refuse(path, tooDeep, 'Say it with fewer levels.');
			return sameJson(json);
		default:
			refuse(path, 'This is no JSON value.', 'Write text, a number, true, false, null, a list or an object.');
	}
}

function sameJson(json: object): (value: unknown) => boolean {
	const expected = asJson(json);
	return (value) => typeof value === 'object' && value !== null && asJson(value) === expected;
}

function compileOperators(json: Readonly<Record<string, unknown>>, path: string, compiler: Compiler): ValueTest {
	const parts = Object.entries(json).map(([name, operand]) => {
		const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
		return operator ? operator(operand, within(path, name), compiler) : refuseOperator(name, within(path, name));
	});
	const [first, ...rest] = parts;
	return first && rest.length === 0 ? first : together(parts);
}

/** All tests at once. */
function together(parts: readonly ValueTest[]): ValueTest {
	const wants = parts.map((part) => part.wants).join(' and ');
	const stills = parts.flatMap(({ test }) => (test ? [test] : []));
	const test = (value: unknown) => {
		for (const still of stills) if (!still(value)) return false;
		return true;
	};
	if (stills.length === parts.length) return { test, wants };
	return {
		test: null,
		timed: (value, asked) => combine(parts, false, (part) => evaluateValue(part, value, asked)),
		wants,
	};
}

const elsewhere: Readonly<Record<string, string>> = {
	$and: 'Put $and around whole conditions: { "$and": [ { "traits.plan": "pro" }, … ] }.',
	$or: 'Put $or around whole conditions: { "$or": [ { "traits.plan": "pro" }, … ] }.',
	$nor: 'Put $nor around whole conditions: { "$nor": [ { "traits.plan": "pro" }, … ] }.',
	$did: '$did stands by itself, not under an attribute: { "$did": { "event": "Order Completed" } }.',
	$sequence:
		'$sequence stands by itself, not under an attribute: { "$sequence": [ { "event": "Product Added" }, … ] }.',
	$bucket: '$bucket stands by itself, not under an attribute: { "$bucket": { "seed": "x", "range": [0, 0.1] } }.',
	$for: '$for stands directly under an attribute: { "traits.plan": { "$eq": "pro", "$for": "14d" } }.',
	$segment: '$segment stands by itself, not under an attribute: { "$segment": "vip" }.',
};

function refuseOperator(name: string, path: string): never {
	const misplaced = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
	if (misplaced) refuse(path, `${name} cannot test a value.`, misplaced);
	const meant = nearest(name, Object.keys(operators));
	refuse(
		path,
		`There is no operator ${name}.`,
		meant ? `Did you mean ${meant}?` : `Operators: ${Object.keys(operators).join(' ')}.`,
	);
}
