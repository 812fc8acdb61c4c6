import { describe, expect, test } from 'vitest';
import type { FileFormat } from '../../core/import/index.ts';
import { type RawRecord, recordMaxBytes, splitRecords } from './split-records.ts';
import { textBytes } from './text-bytes.ts';

const csv: FileFormat = { type: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', header: false };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (cell: Uint8Array) => new TextDecoder().decode(cell);

function shown({ line, cells, complaint }: RawRecord): unknown[] {
	return cells ? [line, ...cells.map(textOf)] : [line, complaint?.replace(/[ (:].*/, '')];
}

function split(text: string, { format = csv, atEnd = true, line = 1 } = {}) {
	const { records, ...rest } = splitRecords({ bytes: bytesOf(text), atEnd, line }, format);
	return { records: records.map(shown), ...rest };
}

/** Reads a text in pieces of some bytes, as a run does. */
function inPieces(text: string, size: number, format = csv): unknown[] {
	const bytes = bytesOf(text);
	const records: unknown[] = [];
	let [at, line, room] = [0, 1, size];
	while (at < bytes.length) {
		const piece = bytes.subarray(at, at + room);
		const part = splitRecords({ bytes: piece, atEnd: at + room >= bytes.length, line }, format);
		records.push(...part.records.map(shown));
		room = part.consumed === 0 ? room * 2 : size;
		at += part.consumed;
		line += part.lines;
	}
	return records;
}

describe('the records of a CSV', () => {
	test('have the numbers of their lines, over quoted line ends, empty lines and every kind of line end', () => {
		const text = 'a,b\r\n\r\n1,"x\ny"\n\n"say ""hi""",2\r3,4';
		expect(split(text)).toEqual({
			records: [
				[1, 'a', 'b'],
				[3, '1', 'x\ny'],
				[6, 'say "hi"', '2'],
				[7, '3', '4'],
			],
			consumed: text.length,
			lines: 6,
		});
	});

	test('that are broken are told by line, and the others are there', () => {
		expect(split('1,2\n3,"4"x\n5,6\n7,x"y\n8,9').records).toEqual([
			[1, '1', '2'],
			[2, 'After'],
			[3, '5', '6'],
			[4, 'A'],
			[5, '8', '9'],
		]);
	});

	test('behind a quote that is never closed are there too', () => {
		expect(split('1,2\n3,"4\n5,6\n7,8\n').records).toEqual([
			[1, '1', '2'],
			[2, 'A'],
			[3, '5', '6'],
			[4, '7', '8'],
		]);
	});

	test('are the same in whatever pieces the file is read', () => {
		const text =
			'id,name\r\n1,"a ""quoted"" name"\r\n2,"two\r\nlines"\r\n\r\n3,"bro"ken\r\n4,Zoë\r\n5,"never closed\r\n6,last';
		const whole = split(text).records;
		expect(whole.map((record) => Object(record)[0])).toEqual([1, 2, 3, 6, 7, 8, 9]);
		for (let size = 1; size <= text.length; size++) expect(inPieces(text, size)).toEqual(whole);
	});

	test('of which one has a cell of 1 MB are read', () => {
		const { records } = split(`1,"${'x'.repeat(1_048_576)}"\n2,y`);
		expect(records.map((record) => Object(record)[0])).toEqual([1, 2]);
	});

	test('end where a quote has been open for too long', () => {
		const { records, isCut } = split(`1,"${'x\n'.repeat(recordMaxBytes / 2)}`, { atEnd: false });
		expect([records[0], isCut]).toEqual([[1, 'A'], undefined]);
	});

	test('that are too long are told, and that their rest is to be passed over', () => {
		for (const format of [csv, { ...csv, type: 'ndjson' as const }]) {
			const long = split(`1,${'x'.repeat(recordMaxBytes)}`, { atEnd: false, format });
			expect(long).toMatchObject({ records: [[1, 'The']], isCut: true, lines: 0 });
		}
	});
});

describe('records of one line each', () => {
	test('are cut at blanks, however many there are', () => {
		const format: FileFormat = { ...csv, delimiter: 'spaces' };
		const text = ' 00001 19970101  1   11.77\r\n\r\n 00002\t19970112 1 12.00 \r\n';
		expect(split(text, { format }).records).toEqual([
			[1, '00001', '19970101', '1', '11.77'],
			[3, '00002', '19970112', '1', '12.00'],
		]);
		for (let size = 1; size <= text.length; size++)
			expect(inPieces(text, size, format)).toEqual(split(text, { format }).records);
	});

	test('are JSON', () => {
		const format: FileFormat = { ...csv, type: 'ndjson' };
		expect(split('{"a":1}\n\n{"b":2}', { format }).records).toEqual([
			[1, '{"a":1}'],
			[3, '{"b":2}'],
		]);
	});
});

describe('UTF-16', () => {
	test.each(['utf-16le', 'utf-16be'] as const)('in %s is UTF-8, and each length is one in the file', (encoding) => {
		const text = 'Zoë €,😀\n\ud800broken';
		const file = new Uint8Array(text.length * 2);
		const view = new DataView(file.buffer);
		for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), encoding === 'utf-16le');
		for (let size = 0; size <= file.length; size++) {
			const { bytes, inFile } = textBytes(file.subarray(0, size), encoding);
			// A broken half of a pair is left for the next piece, where it turns out what it is.
			expect(size - inFile(bytes.length)).toBeLessThan(4);
		}
		const { bytes, inFile } = textBytes(file, encoding);
		expect(textOf(bytes)).toBe('Zoë €,😀\n\ufffdbroken');
		expect(inFile(bytes.indexOf(10) + 1)).toBe(text.indexOf('\n') * 2 + 2);
	});
});
