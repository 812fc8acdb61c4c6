import { type Delimiter, delimiters, type Encoding, type FileFormat } from './types.ts';

/** How many bytes stand before a file's text and only say how it is encoded. */
export function markLength(bytes: Uint8Array, encoding: Encoding): number {
	if (encoding === 'utf-8') return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	if (encoding === 'utf-16le') return bytes[0] === 0xff && bytes[1] === 0xfe ? 2 : 0;
	return encoding === 'utf-16be' && bytes[0] === 0xfe && bytes[1] === 0xff ? 2 : 0;
}

/**
 * How text is encoded, by its mark, by zeros at every other place, or by whether it is UTF-8. What is nothing of these
 * is what old Windows programs write.
 */
export function detectEncoding(head: Uint8Array, isWhole: boolean): Encoding {
	if (markLength(head, 'utf-16le') > 0) return 'utf-16le';
	if (markLength(head, 'utf-16be') > 0) return 'utf-16be';
	const sample = head.subarray(0, 4096);
	const zeros = (odd: number) => sample.filter((byte, at) => byte === 0 && at % 2 === odd).length;
	if (zeros(1) > sample.length / 4) return 'utf-16le';
	if (zeros(0) > sample.length / 4) return 'utf-16be';
	try {
		// What is cut off may end within a character, which is then none that is broken.
		new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(head, { stream: !isWhole });
		return 'utf-8';
	} catch {
		return 'windows-1252';
	}
}

/** How a file is written, by its name and the beginning of its text. */
export function detectFormat(name: string, encoding: Encoding, text: string): FileFormat {
	const type = /\.(ndjson|jsonl)$/i.test(name) || text.trimStart().startsWith('{') ? 'ndjson' : 'csv';
	const lines = text
		.split(/\r\n|\n|\r/)
		.slice(0, 50)
		.filter((line) => line.trim() !== '');
	const delimiter = type === 'csv' ? detectDelimiter(lines) : ',';
	const quote =
		lines.some((line) => line.includes('"')) || !lines.some((line) => quotedBy("'", delimiter, line)) ? '"' : "'";
	return { type, encoding, delimiter, quote, header: type === 'csv' && isHeader(lines[0] ?? '', delimiter) };
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

/** Names of columns are neither numbers nor addresses nor empty, and no two are the same. */
function isHeader(line: string, delimiter: Delimiter): boolean {
	const cells = cut(line, delimiter).map((cell) => cell.replace(/^["']|["']$/g, '').trim());
	const named = cells.every((cell) => cell !== '' && !/^[-+]?\d/.test(cell) && !cell.includes('@'));
	return named && new Set(cells).size === cells.length;
}
