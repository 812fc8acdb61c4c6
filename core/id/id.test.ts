import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idBytes, mintId, parseId, regions } from './id.ts';

test('a minted id carries its address', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...regions),
			fc.integer({ min: 0, max: 255 }),
			fc.uint8Array({ minLength: idBytes, maxLength: idBytes }),
			(region, shard, random) => {
				expect(parseId(mintId({ region, shard }, random))).toEqual({ region, shard });
			},
		),
	);
});

test.each([
	'',
	'weur07',
	'weur7-abcdefghijklmnopqrstuvwxyz',
	'mars07-abcdefghijklmnopqrstuvwxyz',
	'weur07-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
	'weur07-abcdefghijklmnopqrstuvwxyz!',
	'user-123',
])('%j is not ours', (id) => {
	expect(parseId(id)).toBeNull();
});
