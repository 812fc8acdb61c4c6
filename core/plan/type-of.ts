import type { JsonType } from './types.ts';

/** A value's type in JSON; null for what JSON cannot hold. A whole number is an `integer`. */
export function typeOf(value: unknown): JsonType | null {
	switch (typeof value) {
		case 'string':
			return 'string';
		case 'boolean':
			return 'boolean';
		case 'number':
			return Number.isInteger(value) ? 'integer' : 'number';
		case 'object':
			return value === null ? 'null' : Array.isArray(value) ? 'array' : 'object';
		default:
			return null;
	}
}

const words: Readonly<Record<JsonType, string>> = {
	string: 'text',
	number: 'a number',
	integer: 'a whole number',
	boolean: 'true or false',
	object: 'an object',
	array: 'a list',
	null: 'null',
};

/** `a number`, `text or null`: types as people say them. */
export function sayTypes(types: readonly JsonType[]): string {
	return types.map((type) => words[type]).join(' or ');
}

/** As `sayTypes`, of a value that came. */
export function sayType(value: unknown): string {
	const type = typeOf(value);
	return type === null ? 'nothing that JSON can hold' : type === 'integer' ? words.number : words[type];
}
