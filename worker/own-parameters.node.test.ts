import { expect, test } from 'vitest';
import { withoutOwnParameters } from './own-parameters.ts';

test.each([
	['https://a.example/p?_ew=t', 'https://a.example/p'],
	['https://a.example/p?x=1&_ew=t&y=%20+', 'https://a.example/p?x=1&y=%20+'],
	['https://a.example/p?_ew=t&_ew_preview=u&x', 'https://a.example/p?x'],
	['https://a.example/p?_ew', 'https://a.example/p'],
	['https://a.example/p?_ew=t#part', 'https://a.example/p#part'],
	['https://a.example/p?_ewes=2&a_ew=1', 'https://a.example/p?_ewes=2&a_ew=1'],
	['https://a.example/p?', 'https://a.example/p?'],
	['https://a.example/p?a?b=1', 'https://a.example/p?a?b=1'],
])('%s is to everybody else %s', (url, seen) => {
	expect(withoutOwnParameters(url)).toBe(seen);
});
