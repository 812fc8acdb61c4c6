import { isBag } from '../../core/event/index.ts';
import { type Cells, delimiterTold, type Encoding, type FileFormat } from '../../core/import/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { markLength } from './detect-encoding.ts';
import { readPiece } from './parts.ts';
import { isLineEnd, type RawRecord, splitRecords } from './split-records.ts';
import { textBytes } from './text-bytes.ts';

/** How far a file is read: the byte to go on from, and its line. */
export interface Cursor {
	readonly offset: number;
	readonly line: number;
}

/** One row of a file: its cells by column, or why it has none. */
export interface Row {
	readonly line: number;
	readonly cells: Cells | null;
	readonly refusal?: Refusal;
}

export interface Rows {
	readonly rows: readonly Row[];
	readonly cursor: Cursor;
	/** Nothing is left behind the cursor. */
	readonly atEnd: boolean;
}

export interface ReadableFile {
	readonly id: string;
	readonly bytes: number;
	readonly format: FileFormat;
}

/** Bytes that are read at once; more only where one record takes more. */
const pieceBytes = 256 * 1024;
/** Columns that a file may have. */
const columnsMax = 1_000;

/** Where a file's text begins. */
export const fileBegin: Cursor = { offset: 0, line: 1 };

/** A file's next rows. The same from the same cursor, so that whoever was interrupted reads them again. */
export async function readRows(env: Env, file: ReadableFile, columns: readonly string[], from: Cursor): Promise<Rows> {
	const { records, cursor, atEnd } = await readRecords(env, file, from);
	const row = file.format.type === 'ndjson' ? jsonRow : (record: RawRecord) => csvRow(record, columns);
	const isHeader = file.format.header && from.offset === 0;
	return { rows: records.slice(isHeader ? 1 : 0).map(row), cursor, atEnd };
}

/** The names of a CSV's columns. Refuses a header that is broken. */
export async function readColumns(env: Env, file: ReadableFile): Promise<string[]> {
	const [first] = (await readRecords(env, file, fileBegin)).records;
	if (!first) throw new Refusal('import-empty', 'The file has no rows.', { status: 422 });
	const cells = first.cells;
	if (!cells || cells.length > columnsMax) {
		throw new Refusal(
			'import-header',
			`Line ${first.line} does not name columns. ${first.complaint ?? `It has ${cells?.length} cells.`}`,
			{
				status: 422,
				hint: 'Choose another delimiter or quote, or mend the line.',
			},
		);
	}
	return file.format.header
		? uniqueNames(cells.map((cell) => decode(cell, 'utf-8', false).trim()))
		: cells.map((_, at) => `column ${at + 1}`);
}

function uniqueNames(names: readonly string[]): string[] {
	const taken = new Set<string>();
	return names.map((name, at) => {
		let unique = name === '' ? `column ${at + 1}` : name;
		for (let next = 2; taken.has(unique); next++) unique = `${name} (${next})`;
		taken.add(unique);
		return unique;
	});
}

async function readRecords(env: Env, file: ReadableFile, from: Cursor) {
	const { encoding } = file.format;
	let room = pieceBytes;
	for (;;) {
		const piece = await readPiece(env, file, from.offset, room);
		const mark = from.offset === 0 ? markLength(piece, encoding) : 0;
		const atEnd = from.offset + piece.length >= file.bytes;
		const text = textBytes(piece.subarray(mark), encoding);
		const { records, consumed, lines, isCut } = splitRecords(
			{ bytes: text.bytes, atEnd, line: from.line },
			file.format,
		);
		if (consumed === 0 && !atEnd) {
			room *= 2;
			continue;
		}
		const done = atEnd && consumed === text.bytes.length;
		// Half a character may be left at the very end: nothing comes behind it.
		const read = done ? file.bytes : from.offset + mark + text.inFile(consumed);
		const offset = isCut ? await lineEndBehind(env, file, read) : read;
		const decoded = records.map((record) => withEncoding(record, text.encoding));
		if (from.offset === 0 && tellsDelimiter(decoded[0], file.format)) decoded.shift();
		return { records: decoded, cursor: { offset, line: from.line + lines }, atEnd: offset >= file.bytes };
	}
}

/** Whether a file's first line is Excel's `sep=;`, which is no row. */
function tellsDelimiter(record: RawRecord | undefined, { type, delimiter }: FileFormat): boolean {
	if (type !== 'csv' || !record?.cells) return false;
	const line = record.cells.map((cell) => decode(cell, 'utf-8', false)).join(delimiter === 'spaces' ? ' ' : delimiter);
	return delimiterTold(line) !== null;
}

/** Where the rest of a line that is too long for a record ends. */
async function lineEndBehind(env: Env, file: ReadableFile, from: number): Promise<number> {
	for (let at = from; at < file.bytes; at += pieceBytes) {
		const { bytes, inFile } = textBytes(await readPiece(env, file, at, pieceBytes), file.format.encoding);
		const end = bytes.findIndex(isLineEnd);
		if (end !== -1) return at + inFile(end);
	}
	return file.bytes;
}

/** Cells as UTF-8, where the file's bytes are another encoding. */
function withEncoding(record: RawRecord, encoding: Encoding): RawRecord {
	if (encoding === 'utf-8' || !record.cells) return record;
	const encoder = new TextEncoder();
	return { ...record, cells: record.cells.map((cell) => encoder.encode(decode(cell, encoding, false))) };
}

function decode(cell: Uint8Array, encoding: Encoding, fatal: boolean): string {
	return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(cell);
}

function csvRow({ line, cells, complaint }: RawRecord, columns: readonly string[]): Row {
	if (!cells) return refused(line, new Refusal('import-line', complaint ?? 'The line is broken.'));
	const beyond = cells.slice(columns.length).some((cell) => cell.length > 0);
	if (cells.length < columns.length || beyond) {
		const message = `The line has ${cells.length} cells, and the file ${columns.length} columns.`;
		const hint = 'A delimiter is missing or too many; cells with delimiters in them are quoted.';
		return refused(line, new Refusal('import-cells', message, { hint }));
	}
	try {
		return { line, cells: new Map(columns.map((column, at) => [column, textOf(cells[at], column)])) };
	} catch (error) {
		if (error instanceof Refusal) return refused(line, error);
		throw error;
	}
}

function textOf(cell: Uint8Array | undefined, column: string): string {
	if (!cell) return '';
	try {
		return decode(cell, 'utf-8', true);
	} catch {
		throw new Refusal('import-encoding', 'The cell is not UTF-8.', {
			path: column,
			hint: 'Choose the encoding that the file has: windows-1252, for most that are not UTF-8.',
		});
	}
}

/** An object's keys are columns; `traits` and `properties` are opened, as Segment's calls have them. */
function jsonRow({ line, cells, complaint }: RawRecord): Row {
	try {
		if (!cells?.[0]) throw new Refusal('import-line', complaint ?? 'The line is broken.');
		return { line, cells: new Map(opened(parseJson(textOf(cells[0], '')))) };
	} catch (error) {
		if (error instanceof Refusal) return refused(line, error);
		throw error;
	}
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		// The engine counts lines too, and this one is its first.
		const says = error instanceof Error ? error.message.replace(/ \(line \d+ column \d+\)$/, '') : '';
		const where = says === '' ? '' : `: ${says.slice(0, 120)}`;
		throw new Refusal('import-json', `The line is no JSON${where}.`, { hint: 'Each line is one whole JSON object.' });
	}
	if (isBag(json)) return json;
	throw new Refusal('import-json', 'The line is no JSON object.', { hint: 'Each line is one whole JSON object.' });
}

function* opened(json: Readonly<Record<string, unknown>>): Generator<[string, unknown]> {
	for (const [key, value] of Object.entries(json)) {
		if ((key === 'traits' || key === 'properties') && isBag(value)) {
			for (const [inner, own] of Object.entries(value)) yield [`${key}.${inner}`, own];
		} else yield [key, value];
	}
}

function refused(line: number, refusal: Refusal): Row {
	return { line, cells: null, refusal };
}
