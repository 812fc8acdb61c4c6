import { refuse } from '../refuse.ts';
import type { Operator } from './operator.ts';

const types: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	null: 'unset',
	undefined: 'undefined',
};

/** Is there a value, and of which type? */
export const presences: Readonly<Record<string, Operator>> = {
	$exists(operand, path) {
		if (typeof operand !== 'boolean') refuse(path, '$exists takes true or false.', 'Write { "$exists": true }.');
		return {
			test: (value) => (value !== null && value !== undefined) === operand,
			wants: operand ? 'any value' : 'no value',
		};
	},
	$type(operand, path) {
		const words = typeof operand === 'string' && Object.hasOwn(types, operand) ? types[operand] : undefined;
		if (!words) refuse(path, 'This is no type.', `Types: ${Object.keys(types).join(', ')}.`);
		return { test: (value) => typeOf(value) === operand, wants: words };
	},
};

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}
