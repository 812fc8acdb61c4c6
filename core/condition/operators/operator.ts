import type { Compiler, ValueTest } from '../node.ts';
import { refuse, within } from '../refuse.ts';

/** Compiles the operand of one operator, or refuses it. `path` ends in the operator's name. */
export type Operator = (operand: unknown, path: string, compiler: Compiler) => ValueTest;

export type Scalar = string | number | boolean | null;

/** Refuses an operand that is not text, a number, true, false or null: nothing else can ever be equal to a value. */
export function scalar(operand: unknown, path: string): Scalar {
	if (operand === null || typeof operand === 'string' || typeof operand === 'boolean') return operand;
	if (typeof operand === 'number') return operand;
	refuse(
		path,
		'This takes text, a number, true, false or null.',
		'To equal a whole list or object, write it without operator.',
	);
}

/** Refuses an operand that is neither text nor a number. */
export function textOrNumber(operand: unknown, path: string): string | number {
	if (typeof operand === 'string' || typeof operand === 'number') return operand;
	refuse(path, 'This takes text or a number.', 'For instance 50 or "2026-01-31".');
}

/** Refuses an operand that is not text. */
export function text(operand: unknown, path: string, example: string): string {
	if (typeof operand === 'string') return operand;
	refuse(path, 'This takes text.', `For instance ${JSON.stringify(example)}.`);
}

/** Refuses an operand that is not a list. */
export function list(operand: unknown, path: string): readonly unknown[] {
	if (Array.isArray(operand)) return operand;
	refuse(path, 'This takes a list.', 'Write the values in brackets: ["a", "b"].');
}

/** Is this an object of operators (GrowthBook's rule: it has keys, and all begin with `$`)? Refuses a mixture. */
export function isOperators(json: unknown, path: string): json is Readonly<Record<string, unknown>> {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
	const keys = Object.keys(json);
	const dollars = keys.filter((key) => key.startsWith('$'));
	if (dollars.length > 0 && dollars.length < keys.length) {
		const other = keys.find((key) => !key.startsWith('$')) ?? '';
		refuse(
			within(path, other),
			`"${other}" stands among operators.`,
			'Use operators only, or an object to equal exactly.',
		);
	}
	return dollars.length > 0;
}
