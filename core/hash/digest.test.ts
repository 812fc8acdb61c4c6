import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest } from './digest.ts';

test('it is SHA-256 of the UTF-8, whatever the text and its length', () => {
	const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
	for (let length = 0; length < 200; length++) expect(digest('x'.repeat(length))).toBe(sha256('x'.repeat(length)));
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
			expect(digest(text)).toBe(sha256(text));
		}),
	);
});
