import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const built = path.join(import.meta.dirname, '../../dist/assets/_ew');

/** Bytes that a visitor downloads. Whoever needs more of them takes some away elsewhere. */
test.each([
	['ew.js', 5_000],
	['edits.js', 3_000],
	['later.js', 3_000],
])('%s takes at most %i bytes with gzip', (name, most) => {
	expect(gzipSync(readFileSync(path.join(built, name)), { level: 9 }).length).toBeLessThanOrEqual(most);
});
