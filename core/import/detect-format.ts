import { isIdName } from './propose.ts';
import { type Delimiter, delimiters, type Encoding, type FileFormat } from './types.ts';

/** How a file is written, by its name and the beginning of its text. */
export function detectFormat(name: string, encoding: Encoding, text: string): FileFormat {
	const type = /\.(ndjson|jsonl)$/i.test(name) || text.trimStart().startsWith('{') ? 'ndjson' : 'csv';
	const lines = text
		.split(/\r\n|\n|\r/)
		.slice(0, 50)
		.filter((line) => line.trim() !== '');
	const told = delimiterTold(lines[0]);
	if (told !== null) lines.shift();
	const delimiter = type === 'csv' ? (told ?? detectDelimiter(lines)) : ',';
	const quote =
		lines.some((line) => line.includes('"')) || !lines.some((line) => quotedBy("'", delimiter, line)) ? '"' : "'";
	return { type, encoding, delimiter, quote, header: type === 'csv' && isHeader(lines, delimiter) };
}

/** Excel may write what stands between cells into a line of its own, `sep=;`. Null for any other line. */
export function delimiterTold(line: string | undefined): Delimiter | null {
	const [, sign] = /^\uFEFF?"?sep=(.)"?$/i.exec(line ?? '') ?? [];
	return delimiters.find((one) => one === sign) ?? null;
}

function quotedBy(quote: string, delimiter: Delimiter, line: string): boolean {
	return line.startsWith(quote) || line.includes(`${delimiter}${quote}`);
}

/** The sign that cuts most lines into the same number of parts, and into more than one. */
function detectDelimiter(lines: readonly string[]): Delimiter {
	let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
	for (const delimiter of delimiters) {
		const counts = lines.map((line) => cut(withoutQuoted(line), delimiter).length);
		const [expected = 1] = counts;
		const same = counts.filter((count) => count === expected).length / Math.max(1, counts.length);
		// Blanks stand in texts too: they count only where nothing else does.
		const score = expected < 2 ? 0 : same * (delimiter === 'spaces' ? 0.5 : 1) + Math.min(expected, 50) / 1000;
		if (score > best.score) best = { delimiter, score };
	}
	return best.delimiter;
}

function withoutQuoted(line: string): string {
	return line.replace(/"[^"]*"/g, 'q');
}

/** A line's parts, where no quotes matter. */
export function cut(line: string, delimiter: Delimiter): string[] {
	return delimiter === 'spaces' ? line.trim().split(/\s+/) : line.split(delimiter);
}

/**
 * Names of columns are neither numbers nor addresses. Where one is missing, or is there twice, they are names only if one is
 * that of an id, or a number or an address stands below.
 */
function isHeader([first = '', ...below]: readonly string[], delimiter: Delimiter): boolean {
	const names = bareCells(first, delimiter);
	if (names.some(isValue) || names.every((name) => name === '')) return false;
	if (names.every((name) => name !== '') && new Set(names).size === names.length) return true;
	return (
		names.some(isIdName) ||
		below.some((line) => bareCells(line, delimiter).some((cell, at) => names[at] !== '' && isValue(cell)))
	);
}

function isValue(cell: string): boolean {
	return /^[-+]?\d/.test(cell) || cell.includes('@');
}

function bareCells(line: string, delimiter: Delimiter): string[] {
	return cut(line, delimiter).map((cell) => cell.replace(/^["']|["']$/g, '').trim());
}
