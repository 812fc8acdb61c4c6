import * as v from 'valibot';

const mostChars = 50_000;
const key = v.pipe(
	v.string(),
	v.maxLength(100),
	v.regex(/^[A-Za-z][\w./-]*$/, 'A key is a letter, then letters, digits and . / _ -'),
);

/** A variant's values: JSON by key, at most 100 of them and 50,000 characters in all. */
export const valuesSchema = v.pipe(
	v.record(key, v.unknown()),
	v.check((values) => Object.keys(values).length <= 100, 'A variant has at most 100 values.'),
	v.check(
		(values) => JSON.stringify(values).length <= mostChars,
		`A variant’s values are at most ${mostChars.toLocaleString('en')} characters of JSON.`,
	),
);

/** What a value is, as code that asks for it sees it; null goes with anything. */
export type ValueType = 'boolean' | 'number' | 'text' | 'object' | 'null';

export function typeOfValue(value: unknown): ValueType {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'boolean' || typeof value === 'number') return typeof value === 'boolean' ? 'boolean' : 'number';
	return typeof value === 'string' ? 'text' : 'object';
}
