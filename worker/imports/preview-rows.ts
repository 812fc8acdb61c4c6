import { detectFormat } from '../../core/import/detect-format.ts';
import {
	accountCall,
	type Cells,
	type FileFormat,
	type Mapping,
	type ProposedColumn,
	propose,
	type RowCall,
	rowCall,
} from '../../core/import/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { detectEncoding } from './detect-encoding.ts';
import type { RefusedLine } from './job.ts';
import { readPiece } from './parts.ts';
import { fileBegin, type ReadableFile, type Row, readColumns, readRows } from './read-rows.ts';
import { refusedLine } from './row-events.ts';
import type { ImportRow } from './storage.ts';
import { textBytes } from './text-bytes.ts';

/** What a file’s first rows become. */
export interface Preview {
	readonly format: FileFormat;
	readonly columns: readonly string[];
	readonly mapping: Mapping;
	/** Columns with dates that could be read in two ways. */
	readonly doubtful: readonly string[];
	readonly rows: readonly PreviewRow[];
}

export interface PreviewRow {
	readonly line: number;
	readonly cells: Readonly<Record<string, unknown>>;
	readonly call: RowCall | null;
	/** What the row says of the person's company. */
	readonly account: RowCall | null;
	readonly refusal: RefusedLine | null;
}

const headBytes = 64 * 1024;
/** Rows that are shown, and those by which columns are judged. */
const rowsShown = 20;
const rowsJudged = 300;

/** What has been chosen already; what is missing is found from the file. */
export interface Chosen {
	readonly format?: FileFormat | undefined;
	readonly mapping?: Mapping | undefined;
}

/** Reads a file’s beginning, proposes whatever nobody has chosen yet, and shows what its first rows become. */
export async function previewRows(env: Env, row: ImportRow, timeZone: string, chosen: Chosen): Promise<Preview> {
	const format = chosen.format ?? (await formatOf(env, row));
	const file: ReadableFile = { id: row.id, bytes: row.bytes, format };
	const fixed = await columnsOf(env, file);
	const rows = await firstRows(env, file, fixed);
	const judged = rows.slice(0, rowsJudged);
	const columns =
		format.type === 'csv' ? fixed : [...new Set(judged.flatMap(({ cells }) => [...(cells?.keys() ?? [])]))];
	const proposed = propose(row.kind, columns, (column) => judged.map(({ cells }) => cells?.get(column)));
	const mapping = chosen.mapping ?? mappingOf(proposed, format, judged, timeZone);
	const doubtful = proposed.filter((column) => column.doubtful === true && isAsProposed(column, mapping));
	return {
		format,
		columns,
		mapping,
		doubtful: doubtful.map(({ column }) => column),
		rows: rows.slice(0, rowsShown).map((one) => shown(one, row, mapping)),
	};
}

/** As many rows as one look has. Refuses a file without any. */
async function firstRows(env: Env, file: ReadableFile, columns: readonly string[]): Promise<readonly Row[]> {
	let [cursor, atEnd] = [fileBegin, false];
	while (!atEnd) {
		const read = await readRows(env, file, columns, cursor);
		if (read.rows.length > 0) return read.rows;
		({ cursor, atEnd } = read);
	}
	throw new Refusal('import-empty', 'The file has no rows.', { status: 422 });
}

/** The names of a file's columns; none of lines of JSON, where every row has its own. */
export async function columnsOf(env: Env, file: ReadableFile): Promise<readonly string[]> {
	return file.format.type === 'csv' ? readColumns(env, file) : [];
}

async function formatOf(env: Env, row: ImportRow): Promise<FileFormat> {
	const head = await readPiece(env, row, 0, headBytes);
	const encoding = detectEncoding(head, head.length === row.bytes);
	const { bytes, encoding: as } = textBytes(head, encoding);
	return detectFormat(row.name, encoding, new TextDecoder(as).decode(bytes));
}

function mappingOf(
	proposed: readonly ProposedColumn[],
	format: FileFormat,
	rows: readonly Row[],
	timeZone: string,
): Mapping {
	const columns = proposed.map(({ doubtful: _, ...column }) => column);
	const decimal = hasDecimalCommas(
		format,
		rows.flatMap(({ cells }) => cells ?? []),
	)
		? ','
		: '.';
	return { columns, timeZone, decimal };
}

/** Where semicolons stand between cells, commas stand before decimals; elsewhere those that stand before no three digits do. */
function hasDecimalCommas({ delimiter }: FileFormat, rows: readonly Cells[]): boolean {
	const has = (number: RegExp) => rows.some((cells) => [...cells.values()].some((cell) => number.test(String(cell))));
	if (delimiter === ';') return has(/^-?\d+,\d+$/);
	return has(/^-?\d+,(\d{1,2}|\d{4,})$/) && !has(/^-?\d+\.\d+$/);
}

function isAsProposed({ column, format }: ProposedColumn, { columns }: Mapping): boolean {
	return columns.some((chosen) => chosen.column === column && chosen.to !== '' && chosen.format === format);
}

function shown({ line, cells, refusal }: Row, row: ImportRow, mapping: Mapping): PreviewRow {
	const shownCells = Object.fromEntries(cells ?? []);
	try {
		if (!cells) throw refusal ?? new Refusal('import-line', 'The line is broken.');
		const asOf = row.asOf ?? row.createdAt;
		const account = row.kind === 'people' ? accountCall(cells, mapping, asOf) : null;
		return { line, cells: shownCells, call: rowCall(row.kind, cells, mapping, asOf), account, refusal: null };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { line, cells: shownCells, call: null, account: null, refusal: refusedLine(line, error, mapping) };
	}
}
