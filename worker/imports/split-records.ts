import { CsvError, parse } from 'csv-parse/sync';
import type { FileFormat } from '../../core/import/index.ts';

/** A record as its file has it: its cells, or why it is none. Lines are counted from 1. */
export interface RawRecord {
	readonly line: number;
	readonly cells: readonly Uint8Array[] | null;
	readonly complaint?: string;
}

export interface Split {
	readonly records: readonly RawRecord[];
	/** Bytes of the piece that are done with. */
	readonly consumed: number;
	/** Line ends in them. */
	readonly lines: number;
	/** The last line was too long for a record: what is left of it stands behind the piece. */
	readonly isCut?: boolean;
}

interface Piece {
	readonly bytes: Uint8Array;
	/** Nothing follows: what has no end is a record too. */
	readonly atEnd: boolean;
	/** The number of the piece's first line. */
	readonly line: number;
}

/** Records that one step takes at most. */
export const recordsMax = 1_000;
/** A record may have so many bytes: beyond it, a quote that was never closed takes the rest of the file for one cell. */
export const recordMaxBytes = 2 * 1024 * 1024;

/** The records of a piece, as far as they are whole. A line that is none is told with its number, and reading goes on behind it. */
export function splitRecords(piece: Piece, format: FileFormat): Split {
	return format.type === 'csv' && format.delimiter !== 'spaces' ? splitCsv(piece, format) : splitPlain(piece, format);
}

function splitCsv({ bytes, atEnd, line }: Piece, format: FileFormat): Split {
	const records: RawRecord[] = [];
	let [consumed, lines] = [0, 0];
	const pass = (end: number) => {
		lines += countLineEnds(bytes, consumed, end);
		consumed = end;
	};
	const take = (end: number, cells: RawRecord['cells'], complaint?: string) => {
		pass(Math.min(end, skipLineEnds(bytes, consumed)));
		records.push({ line: line + lines, cells, ...(complaint !== undefined && { complaint }) });
		pass(end);
	};
	while (consumed < bytes.length && records.length < recordsMax) {
		const from = consumed;
		const { found, error } = parseCsv(bytes.subarray(from), format, recordsMax - records.length);
		// The last record may go on behind the piece.
		for (const { cells, end } of atEnd || error ? found : found.slice(0, -1)) take(from + end, cells);
		if (!error && atEnd && records.length < recordsMax) pass(bytes.length);
		if (!error && consumed === 0 && !atEnd && bytes.length >= recordMaxBytes) return tooLong(bytes, line);
		if (!error) break;
		const end = endOfLine(bytes, skipLineEnds(bytes, consumed));
		// Perhaps only the piece ends within quotes, or within the broken line.
		const mayGoOn = !atEnd && (error.unclosed || end === bytes.length) && bytes.length - consumed < recordMaxBytes;
		if (mayGoOn) break;
		take(end, null, error.complaint);
		if (!atEnd && end === bytes.length) return { records, consumed, lines, isCut: true };
	}
	return { records, consumed, lines };
}

/** What can be parsed before the first mistake, and the mistake. */
function parseCsv(bytes: Uint8Array, { delimiter, quote }: FileFormat, limit: number) {
	const found: { cells: Uint8Array[]; end: number }[] = [];
	let error: { complaint: string; unclosed: boolean } | null = null;
	try {
		parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
			encoding: null,
			delimiter,
			quote,
			escape: quote,
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			skip_empty_lines: true,
			to: limit,
			on_record: (cells: readonly unknown[], { bytes: end }) => {
				found.push({ cells: cells.filter((cell) => cell instanceof Uint8Array), end });
				return null;
			},
		});
	} catch (thrown) {
		if (!(thrown instanceof CsvError)) throw thrown;
		error = { complaint: complaintOf(thrown, quote), unclosed: thrown.code === 'CSV_QUOTE_NOT_CLOSED' };
	}
	return { found, error };
}

function complaintOf({ code, column }: CsvError, quote: string): string {
	const where = typeof column === 'number' ? ` in cell ${column + 1}` : '';
	if (code === 'CSV_QUOTE_NOT_CLOSED') return `A quote (${quote}) is opened${where} and never closed.`;
	if (code === 'CSV_INVALID_CLOSING_QUOTE')
		return `After the closing quote (${quote})${where} stands something else than a delimiter.`;
	return `A quote (${quote}) stands within text${where}: cells with quotes are quoted themselves, and theirs are doubled.`;
}

/** A record a line: JSON, or columns between blanks. */
function splitPlain({ bytes, atEnd, line }: Piece, format: FileFormat): Split {
	const records: RawRecord[] = [];
	let [from, lines] = [0, 0];
	while (from < bytes.length && records.length < recordsMax) {
		const end = endOfLine(bytes, from);
		const ended = isLineEnd(bytes[end - 1]);
		// Of the two signs of one line end, the piece may have the first.
		if (!atEnd && ended && end === bytes.length && bytes[end - 1] === 13) break;
		if (!ended && !atEnd) {
			if (from === 0 && bytes.length >= recordMaxBytes) return tooLong(bytes, line);
			break;
		}
		const text = trimmed(bytes.subarray(from, end));
		if (text.length > 0)
			records.push({ line: line + lines, cells: format.type === 'ndjson' ? [text] : cutAtBlanks(text) });
		if (ended) lines++;
		from = end;
	}
	return { records, consumed: from, lines };
}

function tooLong(bytes: Uint8Array, line: number): Split {
	const complaint = `The line is longer than ${recordMaxBytes / 1024 / 1024} MB.`;
	return { records: [{ line, cells: null, complaint }], consumed: bytes.length, lines: 0, isCut: true };
}

const isBlank = (byte: number | undefined) => byte === 32 || byte === 9 || isLineEnd(byte);
export const isLineEnd = (byte: number | undefined) => byte === 10 || byte === 13;

function trimmed(bytes: Uint8Array): Uint8Array {
	let [from, end] = [0, bytes.length];
	while (from < end && isBlank(bytes[from])) from++;
	while (end > from && isBlank(bytes[end - 1])) end--;
	return bytes.subarray(from, end);
}

function cutAtBlanks(bytes: Uint8Array): Uint8Array[] {
	const cells: Uint8Array[] = [];
	let from = 0;
	for (let at = 0; at <= bytes.length; at++) {
		if (at < bytes.length && !isBlank(bytes[at])) continue;
		if (at > from) cells.push(bytes.subarray(from, at));
		from = at + 1;
	}
	return cells;
}

/** Behind the end of the line that `from` is in; CR LF is one end. */
function endOfLine(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && !isLineEnd(bytes[at])) at++;
	if (at === bytes.length) return at;
	return bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1;
}

function skipLineEnds(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && isLineEnd(bytes[at])) at++;
	return at;
}

function countLineEnds(bytes: Uint8Array, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to; at++) {
		if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) count++;
	}
	return count;
}
