import { isObject } from './read-words.ts';

/** One test of a value: an operator with its operand. The name of bare equality, `{ "traits.plan": "pro" }`, is empty. */
export interface Test {
	readonly name: string;
	readonly operand: unknown;
}

/** What an operator's operand is written with. */
export type OperandKind =
	| 'scalar'
	| 'list'
	| 'text'
	| 'type'
	| 'known'
	| 'date'
	| 'span'
	| 'size'
	| 'tests'
	| 'element';

interface Operator {
	readonly says: string;
	readonly kind: OperandKind;
}

/** All operators, in the groups in which the menu shows them. */
export const operatorGroups: Readonly<Record<string, Readonly<Record<string, Operator>>>> = {
	'The value': {
		'': { says: 'is', kind: 'scalar' },
		$ne: { says: 'is not', kind: 'scalar' },
		$in: { says: 'is one of', kind: 'list' },
		$nin: { says: 'is none of', kind: 'list' },
		$exists: { says: 'is known', kind: 'known' },
	},
	Numbers: {
		$gte: { says: 'is at least', kind: 'scalar' },
		$gt: { says: 'is above', kind: 'scalar' },
		$lte: { says: 'is at most', kind: 'scalar' },
		$lt: { says: 'is below', kind: 'scalar' },
	},
	Dates: {
		$within: { says: 'is within', kind: 'span' },
		$before: { says: 'is before', kind: 'date' },
		$after: { says: 'is after', kind: 'date' },
		$anniversary: { says: 'has its anniversary', kind: 'span' },
	},
	Text: {
		$ini: { says: 'is one of, in any case', kind: 'list' },
		$nini: { says: 'is none of, in any case', kind: 'list' },
		$regexi: { says: 'matches, in any case', kind: 'text' },
		$regex: { says: 'matches', kind: 'text' },
	},
	Lists: {
		$all: { says: 'has all of', kind: 'list' },
		$alli: { says: 'has all of, in any case', kind: 'list' },
		$size: { says: 'has a length that', kind: 'size' },
		$elemMatch: { says: 'has an item that', kind: 'element' },
	},
	Versions: {
		$vgte: { says: 'is at least version', kind: 'scalar' },
		$vgt: { says: 'is newer than version', kind: 'scalar' },
		$vlte: { says: 'is at most version', kind: 'scalar' },
		$vlt: { says: 'is older than version', kind: 'scalar' },
		$veq: { says: 'is version', kind: 'scalar' },
		$vne: { says: 'is not version', kind: 'scalar' },
	},
	More: {
		$eq: { says: 'is exactly', kind: 'scalar' },
		$not: { says: 'not:', kind: 'tests' },
		$type: { says: 'is a', kind: 'type' },
	},
};

/** Operators that compare amounts: how often, how much. */
export const amountGroups: typeof operatorGroups = {
	Amounts: {
		$gte: { says: 'at least', kind: 'scalar' },
		'': { says: 'exactly', kind: 'scalar' },
		$lte: { says: 'at most', kind: 'scalar' },
		$gt: { says: 'more than', kind: 'scalar' },
		$lt: { says: 'fewer than', kind: 'scalar' },
	},
};

const operators: Readonly<Record<string, Operator>> = Object.assign({}, ...Object.values(operatorGroups));

/** How the operand of an operator is written; undefined for an operator that nobody knows. */
export function operandKind(name: string): OperandKind | undefined {
	return Object.hasOwn(operators, name) ? operators[name]?.kind : undefined;
}

/** The tests of a value, with `$for` apart. */
export function readTests(json: unknown): { tests: readonly Test[]; lasting: unknown } {
	if (!isOperators(json)) return { tests: [{ name: '', operand: json }], lasting: undefined };
	const { $for: lasting, ...tests } = json;
	return { tests: Object.entries(tests).map(([name, operand]) => ({ name, operand })), lasting };
}

/** The JSON of tests. Bare equality beside others is `$eq`. */
export function writeTests(tests: readonly Test[], lasting: unknown): unknown {
	const [only] = tests;
	if (only && tests.length === 1 && only.name === '' && lasting === undefined && !isOperators(only.operand)) {
		return only.operand;
	}
	const entries = tests.map(({ name, operand }) => [name || '$eq', operand] as const);
	return Object.fromEntries(lasting === undefined ? entries : [...entries, ['$for', lasting]]);
}

/** Whether a value's test is operators: an object whose keys all begin with `$`. */
export function isOperators(json: unknown): json is Record<string, unknown> {
	if (!isObject(json)) return false;
	const keys = Object.keys(json);
	return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}

/** What an operand becomes under another operator: kept where it makes sense there. */
export function convertOperand(name: string, operand: unknown): unknown {
	const [first] = Array.isArray(operand) ? operand : [operand];
	const scalar = isScalar(first) ? first : '';
	switch (operandKind(name)) {
		case 'list':
			return Array.isArray(operand) ? operand : scalar === '' ? [] : [scalar];
		case 'known':
			return true;
		case 'type':
			return 'string';
		case 'span':
			// Anniversaries know whole days only, which a span of dates need not be.
			if (name === '$anniversary') return 'today';
			return isSpan(operand) ? operand : { last: '30d' };
		case 'date':
			return typeof scalar === 'string' && scalar !== '' ? scalar : 'now';
		case 'size':
			return typeof scalar === 'number' ? scalar : { $gte: 1 };
		case 'tests':
			return isOperators(operand) ? operand : { $eq: scalar };
		case 'element':
			return isOperators(operand) ? operand : { $eq: scalar };
		case 'text':
			return String(scalar);
		default:
			return typeof scalar === 'boolean' && !equalities.has(name) ? '' : scalar;
	}
}

/** Operators for which true and false are values. */
const equalities: ReadonlySet<string> = new Set(['', '$eq', '$ne']);

function isSpan(operand: unknown): boolean {
	return isObject(operand) && ('last' in operand || 'next' in operand || 'period' in operand);
}

export function isScalar(value: unknown): value is string | number | boolean {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** An operator that is not among the tests yet, for another one beside them. */
export function anotherTest(tests: readonly Test[], groups: typeof operatorGroups): Test {
	const used = new Set(tests.map(({ name }) => name));
	const names = Object.keys(Object.assign({}, ...Object.values(groups)));
	const name =
		['$lte', '$lt', '$ne', ...names].find((one) => names.includes(one) && !used.has(one) && one !== '') ?? '$ne';
	return { name, operand: convertOperand(name, tests[0]?.operand) };
}
