import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxLineBytes, readLines } from './read-lines.ts';
import { collect } from './testing/collect.ts';

async function* chunksOf(bytes: Uint8Array, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 7) {
	return collect(readLines(chunksOf(Buffer.from(text), size)));
}

test('lines are the same however the bytes are cut', async () => {
	const unit = fc.constantFrom('a', 'é', '🙂', '\n', '\r\n');
	await fc.assert(
		fc.asyncProperty(fc.string({ unit }), fc.integer({ min: 1, max: 9 }), async (text, size) => {
			const wanted = text.split(/\r?\n/).filter((part) => part !== '');
			expect((await read(text, size)).map((line) => line.text)).toEqual(wanted);
		}),
	);
});

test('each line says how far the file is read', async () => {
	expect((await read('ab\n\ncd\ne')).map(({ bytes }) => bytes)).toEqual([3, 7, 8]);
});

test('a line that is too long is none, and the next one is read', async () => {
	const long = 'x'.repeat(maxLineBytes + 1);
	expect((await read(`a\n${long}\nb\n${long}`, 1000)).map(({ text }) => text)).toEqual(['a', null, 'b', null]);
	expect((await read('x'.repeat(maxLineBytes), 1000))[0]?.text).toHaveLength(maxLineBytes);
});

test('broken UTF-8 is read as far as it goes', async () => {
	const lines = await collect(readLines(chunksOf(Uint8Array.of(97, 0xff, 10, 98), 4)));
	expect(lines.map(({ text }) => text)).toEqual(['a\ufffd', 'b']);
});
