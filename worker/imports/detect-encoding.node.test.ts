import { describe, expect, test } from 'vitest';
import { detectEncoding } from './detect-encoding.ts';

const encodingOf = (head: Uint8Array) => detectEncoding(head, true);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the encoding of a file', () => {
	test('is known by its mark, by its zeros, or by whether it is UTF-8', () => {
		expect(encodingOf(utf8('name\nZoë'))).toBe('utf-8');
		expect(encodingOf(new Uint8Array([0x5a, 0x6f, 0xeb, 0x0a]))).toBe('windows-1252');
		expect(encodingOf(new Uint8Array([0xff, 0xfe, 0x5a, 0]))).toBe('utf-16le');
		expect(encodingOf(new Uint8Array([0, 0x5a, 0, 0x6f, 0, 0x0a]))).toBe('utf-16be');
		expect(encodingOf(new Uint8Array([0x5a, 0, 0x6f, 0, 0x0a, 0]))).toBe('utf-16le');
	});

	test('is UTF-8 though the head ends within a character', () => {
		expect(detectEncoding(utf8('Zoë').subarray(0, 3), false)).toBe('utf-8');
		expect(detectEncoding(utf8('Zoë').subarray(0, 3), true)).toBe('windows-1252');
	});
});
