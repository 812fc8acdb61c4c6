import { describe, expect, test } from 'vitest';
import { detectEncoding, detectFormat } from './detect-format.ts';

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

describe('the form of a file', () => {
	const csv = (text: string) => detectFormat('file.csv', 'utf-8', text);

	test('is found from its first lines', () => {
		expect(csv('id;name\n1;"a, b; c"\n')).toMatchObject({ type: 'csv', delimiter: ';', quote: '"', header: true });
		expect(csv('id\tname\n1\tAda, Countess\n')).toMatchObject({ delimiter: '\t', header: true });
		expect(csv("id,name\n1,'Ada'\n")).toMatchObject({ delimiter: ',', quote: "'" });
		expect(csv('1,ada@example.com\n2,bob@example.com')).toMatchObject({ header: false });
		expect(csv(' customer_id  date\n 00001 19970101 \n 00002 19970112\n')).toMatchObject({
			delimiter: 'spaces',
			header: true,
		});
		expect(csv('email\nada@example.com\n')).toMatchObject({ delimiter: ',', header: true });
	});

	test('is lines of JSON by its name or its first sign', () => {
		expect(detectFormat('people.jsonl', 'utf-8', '')).toMatchObject({ type: 'ndjson' });
		expect(csv('{"userId":"u"}\n')).toMatchObject({ type: 'ndjson', header: false });
	});
});
