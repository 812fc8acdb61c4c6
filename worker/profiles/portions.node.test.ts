import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portions } from './portions.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

test('nothing makes no statement', () => {
	expect([...portions([], 100)]).toEqual([]);
});

test('a row that is too large goes alone, and holds nothing up', () => {
	expect([...portions(['1', JSON.stringify('x'.repeat(200)), '2'], 100)]).toHaveLength(3);
});

test('every row is in one portion, in order, and portions fit, whatever their characters', () => {
	const row = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text));
	fc.assert(
		fc.property(fc.array(row), (rows) => {
			const made = [...portions(rows, 200)];
			expect(made.flatMap((portion) => JSON.parse(portion))).toEqual(rows.map((text) => JSON.parse(text)));
			for (const portion of made) expect(bytesOf(portion)).toBeLessThanOrEqual(200);
		}),
	);
});
