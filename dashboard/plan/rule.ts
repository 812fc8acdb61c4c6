/** One rule as a form shows it: type, allowed values and the rest. Whatever the form does not show stays as it is. */
import { type JsonType, jsonTypes, keywords, type Schema, statedTypes } from '../../core/plan/index.ts';

const typeNames: Readonly<Record<JsonType, string>> = {
	string: 'Text',
	number: 'Number',
	integer: 'Whole number',
	boolean: 'Yes or no',
	object: 'Object',
	array: 'List',
	null: 'Null',
};

/** `any`, or the types joined by `|`: the value of the form's choice. */
export function typeChoice(rule: Schema): string {
	return statedTypes(rule)?.join('|') ?? 'any';
}

/** The choices of a rule's type, its own among them when it is an unusual one. */
export function typeChoices(rule: Schema): readonly (readonly [string, string])[] {
	const usual = ['any', ...jsonTypes.filter((type) => type !== 'null')];
	const own = typeChoice(rule);
	return (usual.includes(own) ? usual : [...usual, own]).map((choice) => [choice, sayChoice(choice)]);
}

function sayChoice(choice: string): string {
	if (choice === 'any') return 'Anything';
	const types = choice.split('|').flatMap((type) => jsonTypes.find((known) => known === type) ?? []);
	return types.map((type, index) => (index === 0 ? typeNames[type] : typeNames[type].toLowerCase())).join(' or ');
}

/** The rule with another type, without what says nothing of that one: such rules are refused. */
export function withType(rule: Schema, choice: string): Schema {
	const { type: _, ...rest } = rule;
	if (choice === 'any') return rest;
	const types = choice.split('|').flatMap((type) => jsonTypes.find((known) => known === type) ?? []);
	const [only] = types;
	if (only === undefined) return rest;
	const kept = Object.entries(rest).filter(([keyword]) => speaksOf(keyword, types));
	const { enum: choices, ...others } = Object.fromEntries(kept) satisfies Schema;
	const fitting = rule.enum?.filter((value) => fits(value, types)) ?? [];
	return {
		type: types.length === 1 ? only : types,
		...others,
		...(choices !== undefined && fitting.length > 0 && { enum: fitting }),
	};
}

function speaksOf(keyword: string, types: readonly JsonType[]): boolean {
	const about = Object.entries(keywords).find(([known]) => known === keyword)?.[1] ?? null;
	return about === null || about.some((type) => types.includes(type));
}

function fits(value: unknown, types: readonly JsonType[]): boolean {
	if (typeof value === 'string') return types.includes('string');
	if (typeof value === 'boolean') return types.includes('boolean');
	if (value === null) return types.includes('null');
	return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
}

/** The allowed values as a line, separated by commas; null when they cannot stand so. */
export function choicesLine(rule: Schema): string | null {
	if (rule.enum === undefined) return '';
	const numeric = isNumeric(rule);
	const plain = rule.enum.every((value) =>
		numeric
			? typeof value === 'number'
			: typeof value === 'string' && value !== '' && value.trim() === value && !value.includes(','),
	);
	return plain ? rule.enum.join(', ') : null;
}

/** The rule with the allowed values that a line says; null when the line says something that is not of the rule's type. */
export function withChoices(rule: Schema, line: string): Schema | null {
	const { enum: _, ...rest } = rule;
	const words = line.split(',').flatMap((word) => word.trim() || []);
	if (words.length === 0) return rest;
	if (!isNumeric(rule)) return { ...rest, enum: [...new Set(words)] };
	const numbers = words.map(Number);
	return numbers.every((value) => fits(value, statedTypes(rule) ?? []) && Number.isFinite(value))
		? { ...rest, enum: numbers }
		: null;
}

function isNumeric(rule: Schema): boolean {
	const types = statedTypes(rule);
	return types?.every((type) => type === 'number' || type === 'integer') ?? false;
}

const shown = ['type', 'description', 'properties', 'required', 'items'];

/** What of a rule the form has no field for: patterns, bounds, lengths. */
export function furtherRules(rule: Schema): Schema {
	const hidden = [...shown, ...(choicesLine(rule) === null ? [] : ['enum'])];
	const hasSwitch = typeof rule.additionalProperties === 'boolean' ? [...hidden, 'additionalProperties'] : hidden;
	return Object.fromEntries(Object.entries(rule).filter(([keyword]) => !hasSwitch.includes(keyword)));
}

/** The rule with its further rules replaced. */
export function withFurther(rule: Schema, further: Schema): Schema {
	const gone = Object.keys(furtherRules(rule));
	return { ...Object.fromEntries(Object.entries(rule).filter(([keyword]) => !gone.includes(keyword))), ...further };
}
