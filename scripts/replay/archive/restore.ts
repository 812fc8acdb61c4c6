import type { ArchiveFile } from './find-files.ts';
import { type ArchiveLine, readFiles } from './read-files.ts';
import { type RestoreTarget, sendLines } from './send-lines.ts';

/** What became of an archive so far. */
export interface RestoreTally {
	lines: number;
	restored: number;
	duplicates: number;
	refused: number;
	/** The first of them, with the file's line: for people. */
	readonly refusals: string[];
}

const linesMax = 2_000;
const charactersMax = 4_000_000;
const refusalsMax = 20;

/**
 * Restores an archive, one request after the other: the order in which a person's events arrived is part of what they say.
 * `onProgress` is told how many bytes of files have been read. Throws `ReplayStopped` when no request can succeed.
 */
export async function restore(
	files: readonly ArchiveFile[],
	target: RestoreTarget,
	onProgress: (bytes: number) => void,
): Promise<RestoreTally> {
	const tally: RestoreTally = { lines: 0, restored: 0, duplicates: 0, refused: 0, refusals: [] };
	let read = 0;
	for await (const chunk of chunksOf(readFiles(files, (bytes) => (read += bytes)))) {
		const answer = await sendLines(chunk, target);
		tally.lines += chunk.length;
		tally.restored += answer.restored;
		tally.duplicates += answer.duplicates;
		tally.refused += answer.refused;
		for (const { line, message } of answer.refusals) {
			const origin = chunk[line - 1];
			if (origin && tally.refusals.length < refusalsMax)
				tally.refusals.push(`${origin.path}:${origin.number} ${message}`);
		}
		onProgress(read);
	}
	onProgress(files.reduce((sum, { bytes }) => sum + bytes, 0));
	return tally;
}

async function* chunksOf(lines: AsyncIterable<ArchiveLine>): AsyncGenerator<ArchiveLine[]> {
	let chunk: ArchiveLine[] = [];
	let characters = 0;
	for await (const line of lines) {
		chunk.push(line);
		characters += line.text.length;
		if (chunk.length < linesMax && characters < charactersMax) continue;
		yield chunk;
		[chunk, characters] = [[], 0];
	}
	if (chunk.length > 0) yield chunk;
}

/** The tally as lines of text for a terminal. */
export function sayRestored({ lines, restored, duplicates, refused, refusals }: RestoreTally): string {
	const rows: (readonly [string, number])[] = [
		['Lines read', lines],
		['Events restored', restored],
		['Duplicates, known already', duplicates],
		['Refused', refused],
	];
	const table = rows.map(([name, count]) => `${name.padEnd(40)}${count.toLocaleString('en').padStart(10)}`);
	const more = refused > refusals.length && refusals.length > 0 ? [`  and ${refused - refusals.length} more`] : [];
	return [...table, ...refusals.map((refusal) => `  ${refusal}`), ...more].join('\n');
}
