import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { mergeInOrder } from '../../../core/lines/merge.ts';
import { compareLines, type LinePlace, placeOfLine } from '../../../core/lines/place.ts';
import { splitLines } from '../../../core/lines/split.ts';
import { ReplayStopped } from '../send-batch.ts';
import type { ArchiveFile } from './find-files.ts';

/** A line of an archive, where it stands in a shard's log, and in which file it was found. */
export interface ArchiveLine extends LinePlace {
	readonly text: string;
	readonly path: string;
	/** The file's first line is 1. */
	readonly number: number;
}

/** Longer lines than the API takes; it refuses them, and so tells of them. */
const lineMaxBytes = 4 * 1024 * 1024;

/**
 * All lines of an archive's files, each log's in the order in which its events arrived, in whichever files they are: those of
 * a site, of an hour, or the objects as they lie in the bucket. A file is open only while its turn lasts.
 * @param onBytes told how many bytes of files have been read since it was told last.
 */
export async function* readFiles(
	files: readonly ArchiveFile[],
	onBytes: (bytes: number) => void,
): AsyncGenerator<ArchiveLine> {
	const sequences = [];
	for (const file of files) {
		const first = await firstLine(file);
		if (first) sequences.push({ first, open: () => linesOf(file, onBytes) });
	}
	yield* mergeInOrder(sequences, compareLines);
}

async function firstLine(file: ArchiveFile): Promise<ArchiveLine | null> {
	for await (const line of linesOf(file, () => undefined)) return line;
	return null;
}

async function* linesOf({ path }: ArchiveFile, onBytes: (bytes: number) => void): AsyncGenerator<ArchiveLine> {
	const source = createReadStream(path);
	source.on('data', (chunk) => onBytes(chunk.length));
	const gunzip = path.toLowerCase().endsWith('.gz') ? createGunzip() : null;
	source.on('error', (error) => gunzip?.destroy(error));
	try {
		let number = 0;
		for await (const text of splitLines(gunzip ? source.pipe(gunzip) : source, lineMaxBytes)) {
			number++;
			if (text !== '') yield { text: text ?? '', ...placeOf(text ?? '', path, number), path, number };
		}
	} catch (error) {
		// Cut short, or no gzip at all. What was read of it before is sent.
		throw new ReplayStopped(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
	} finally {
		source.destroy();
	}
}

/** Lines that nobody archived stand in the order of their file, after all others. */
function placeOf(text: string, path: string, number: number): LinePlace {
	return placeOfLine(text) ?? { log: `~${path}`, seq: number, isOwn: false };
}
