import type { Zone } from '../condition/time/zone.ts';
import { Refusal } from '../refusal.ts';
import { readDate } from './read-date.ts';
import type { ColumnMapping, Mapping } from './types.ts';

/** What words mean yes and no, in files that people keep. */
const truth: ReadonlyMap<string, boolean> = new Map([
	...['true', 'yes', 'y', 't', '1', 'on'].map((word) => [word, true] as const),
	...['false', 'no', 'n', 'f', '0', 'off'].map((word) => [word, false] as const),
]);

/** Whether a word is a yes or a no. */
export function isTruthWord(word: string): boolean {
	return truth.has(word.toLowerCase());
}

/**
 * A cell as the value that its column's type says; undefined when there is nothing in it. Refuses, with the column as
 * `path`, what is no such value.
 */
export function readValue(cell: unknown, column: ColumnMapping, mapping: Mapping, zone: Zone): unknown {
	if (cell === undefined || cell === null) return undefined;
	const text = typeof cell === 'string' ? cell.trim() : cell;
	if (text === '') return undefined;
	switch (column.type) {
		case 'any':
			return cell;
		case 'text':
			return typeof cell === 'object' ? JSON.stringify(cell) : String(text);
		case 'number':
			return readNumber(text, column, mapping.decimal);
		case 'boolean':
			return readBoolean(text, column);
		case 'date':
			return new Date(readMoment(text, column, zone)).toISOString();
		case 'list':
			return readList(cell, column.separator ?? ',');
	}
}

/** A column's date, ms. Refuses what is none. */
export function readMoment(cell: unknown, column: ColumnMapping, zone: Zone): number {
	const ms = readDate(cell, column.format ?? 'iso', zone);
	if (ms !== null) return ms;
	throw refuse(
		cell,
		column,
		`no date that is written as "${column.format ?? 'iso'}"`,
		'Choose another date format, or mend the line.',
	);
}

function readNumber(cell: unknown, column: ColumnMapping, decimal: Mapping['decimal']): number {
	if (typeof cell === 'number') return cell;
	const thousands = decimal === '.' ? /,/ : /[.\u00a0\u202f ]/;
	const [whole = '', ...decimals] = String(cell)
		.replace(/^([-+]?)\s*[€$£]\s*/, '$1')
		.split(decimal);
	const groups = whole.split(thousands);
	const text = [groups.join(''), ...decimals].join('.');
	if (areThousands(groups) && /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) && Number.isFinite(Number(text)))
		return Number(text);
	throw refuse(cell, column, 'no number', 'Choose another type or decimal sign, or mend the line.');
}

/** Three digits stand behind the last sign between thousands, in India two behind others: where points are decimal, 1,5 is not 15. */
function areThousands([, ...behind]: readonly string[]): boolean {
	return behind.every((digits, at) => (at === behind.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(digits));
}

function readBoolean(cell: unknown, column: ColumnMapping): boolean {
	if (typeof cell === 'boolean') return cell;
	const value = truth.get(String(cell).toLowerCase());
	if (value !== undefined) return value;
	throw refuse(cell, column, 'neither yes nor no', 'Write true or false, yes or no, 1 or 0.');
}

function readList(cell: unknown, separator: string): unknown[] {
	if (Array.isArray(cell)) return cell;
	return String(cell)
		.split(separator)
		.map((item) => item.trim())
		.filter((item) => item !== '');
}

function refuse(cell: unknown, column: ColumnMapping, complaint: string, hint: string): Refusal {
	const said = (typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')).trim();
	const shown = said.length > 40 ? `${said.slice(0, 40)}…` : said;
	return new Refusal('import-value', `"${shown.toWellFormed()}" is ${complaint}.`, { path: column.column, hint });
}
