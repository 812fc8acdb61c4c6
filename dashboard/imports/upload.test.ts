import { expect, test } from 'vitest';
import { missingParts } from './upload.ts';

test('what has not arrived of a file is sent, whichever part it is', () => {
	const file = { bytes: 25, partBytes: 10 };
	expect(missingParts({ ...file, parts: [] })).toEqual([1, 2, 3]);
	expect(missingParts({ ...file, parts: [2] })).toEqual([1, 3]);
	expect(missingParts({ ...file, parts: [3, 1, 2] })).toEqual([]);
	expect(missingParts({ bytes: 20, partBytes: 10, parts: [] })).toEqual([1, 2]);
});
