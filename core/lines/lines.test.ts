import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeInOrder, type Sequence } from './merge.ts';
import { splitLines } from './split.ts';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const item of items) found.push(item);
	return found;
}

describe('lines', () => {
	const lines = (text: string, size: number, max = 100) =>
		all(splitLines(chunks(new TextEncoder().encode(text), size), max));

	test('are the same, however the bytes come', async () => {
		const text = fc.array(fc.constantFrom('a', 'ä', '🛒', '\n', '\r\n', '\u2028', '\u0085'), { maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
				const whole = parts.join('');
				const expected = whole.split(/\r?\n/);
				if (expected.at(-1) === '') expected.pop();
				expect(await lines(whole, size)).toEqual(expected);
			}),
		);
	});

	test('that are too long are not kept, and the next one is', async () => {
		for (const size of [1, 7, 1000]) {
			expect(await lines(`${'x'.repeat(101)}\nshort\n${'y'.repeat(500)}`, size)).toEqual([null, 'short', null]);
		}
	});
});

describe('merging', () => {
	function sequence(items: readonly number[], opened: number[] = []): Sequence<number> {
		return {
			first: items[0] ?? 0,
			async *open() {
				opened.push(items[0] ?? 0);
				yield* items;
			},
		};
	}

	test('puts sequences together in order, whatever they hold', async () => {
		const ordered = fc.array(fc.nat(30), { maxLength: 8 }).map((items) => items.sort((a, b) => a - b));
		await fc.assert(
			fc.asyncProperty(fc.array(ordered, { maxLength: 6 }), async (lists) => {
				const merged = await all(
					mergeInOrder(
						lists.map((items) => sequence(items)),
						(a, b) => a - b,
					),
				);
				expect(merged).toEqual(lists.flat().sort((a, b) => a - b));
			}),
		);
	});

	test('opens a sequence only when its turn has come', async () => {
		const opened: number[] = [];
		const merged = mergeInOrder([sequence([5, 6], opened), sequence([1, 2], opened)], (a, b) => a - b);
		expect((await merged.next()).value).toBe(1);
		expect((await merged.next()).value).toBe(2);
		expect(opened).toEqual([1]);
		expect(await all(merged)).toEqual([5, 6]);
		expect(opened).toEqual([1, 5]);
	});
});
