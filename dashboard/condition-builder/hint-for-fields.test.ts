import { expect, test } from 'vitest';
import { hintForFields } from './hint-for-fields.ts';

test.each([
	['Did you mean event?', true],
	['Write a whole number and a unit: "90s", "30m" or "2w".', true],
	['Write { "$sequence": [{ "event": "Product Added" }] }.', false],
	['Write "most": 20, also where points are taken away.', false],
])('%s is for who fills in fields: %s', (hint, isForFields) => {
	expect(hintForFields(hint)).toBe(isForFields ? hint : undefined);
});
