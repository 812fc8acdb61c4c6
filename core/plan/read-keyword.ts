/** Readers of a schema's keywords, one for each kind of value. All refuse a value of another kind, at its path. */
import { nearest } from '../condition/nearest.ts';
import { compileRegex } from '../condition/regex/index.ts';
import { Refusal } from '../refusal.ts';
import { enumMax, propertiesMax } from './limits.ts';
import { refusePlan } from './refuse.ts';
import { type Format, formats, type JsonType, jsonTypes, type Scalar } from './types.ts';

/** Whether a plan can name a property so. Events never carry keys that reach into prototypes. */
export function isPropertyName(name: string): boolean {
	return name !== '' && name.length <= 200 && name !== '__proto__' && name !== 'constructor' && name !== 'prototype';
}

export function propertyName(name: string, path: string): string {
	if (isPropertyName(name)) return name;
	if (name === '' || name.length > 200) refusePlan(path, 'A property’s name has 1 to 200 characters.', 'Shorten it.');
	refusePlan(`${path}.${name}`, `Events never carry the key ${name}.`, 'Rename the property.');
}

export function text(value: unknown, path: string): string {
	if (typeof value === 'string' && value.length <= 2_000) return value;
	refusePlan(path, 'It is not a text of at most 2,000 characters.', 'Write a sentence.');
}

export function types(value: unknown, path: string): JsonType | readonly JsonType[] {
	if (!Array.isArray(value)) return oneOf(jsonTypes, value, path);
	const list: readonly unknown[] = value;
	if (list.length === 0) refusePlan(path, 'The list of types is empty.', `Name one of ${jsonTypes.join(', ')}.`);
	return list.map((type, index) => oneOf(jsonTypes, type, `${path}[${index}]`));
}

export function format(value: unknown, path: string): Format {
	return oneOf(formats, value, path);
}

function oneOf<T extends string>(known: readonly T[], value: unknown, path: string): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	const meant = typeof value === 'string' ? nearest(value, known) : null;
	refusePlan(path, `It is not one of ${known.join(', ')}.`, `Write ${meant ?? `one of ${known.join(', ')}`}.`);
}

export function choices(value: unknown, path: string): readonly Scalar[] {
	const list: readonly unknown[] = Array.isArray(value) ? value : [];
	if (list.length === 0) refusePlan(path, 'It is not a list of values.', 'Write ["small", "large"].');
	if (list.length > enumMax) refusePlan(path, `It has more than ${enumMax} values.`, 'Use a pattern.');
	return list.map((one, index) => scalar(one, `${path}[${index}]`));
}

export function scalar(value: unknown, path: string): Scalar {
	if (value === null || typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'string' && value.length <= 1_000) return value;
	refusePlan(
		path,
		'It is not text, a number, true, false or null.',
		'Describe objects and lists with properties and items.',
	);
}

export function count(value: unknown, path: string): number {
	if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
	refusePlan(path, 'It is not a whole number from 0 on.', 'Write a number without quotes.');
}

export function number(value: unknown, path: string): number {
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	refusePlan(path, 'It is not a number.', 'Write a number without quotes.');
}

export function pattern(value: unknown, path: string): string {
	if (typeof value !== 'string')
		refusePlan(path, 'It is not a regular expression.', 'Write text such as "^[A-Z]{3}$".');
	compilePattern(value, path);
	return value;
}

/** The house's guarded regular expressions, whose refusals become a plan's. */
export function compilePattern(source: string, path: string): (text: string) => boolean {
	try {
		return compileRegex(source, path, false);
	} catch (error) {
		if (error instanceof Refusal) refusePlan(path, error.message, error.hint ?? 'Write a simpler one.');
		throw error;
	}
}

export function names(value: unknown, path: string): readonly string[] {
	const list: readonly unknown[] = Array.isArray(value) ? value : [];
	if (!Array.isArray(value) || list.length > propertiesMax) {
		refusePlan(path, 'It is not a list of property names.', 'Write ["total", "currency"].');
	}
	return list.map((name, index) => {
		const at = `${path}[${index}]`;
		if (typeof name !== 'string') refusePlan(at, 'It is not a property’s name.', 'Write the name as text.');
		return propertyName(name, at);
	});
}
