/** One line of a file, and how many bytes of the file have been read up to and with it. `text` is null when the line is too long to be one. */
export interface FileLine {
	readonly text: string | null;
	readonly bytes: number;
}

/** Servers cut requests at 8 KB or so: a line of more than this is no log line, and is not kept in memory. */
export const maxLineBytes = 64 * 1024;

/** Splits bytes at line feeds as they come. Broken UTF-8 becomes replacement characters; a CR before the LF goes, and empty lines do too. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
	let kept: Uint8Array[] = [];
	let length = 0;
	let bytes = 0;
	for await (const chunk of chunks) {
		let from = 0;
		for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
			length += end - from;
			if (length <= maxLineBytes) kept.push(chunk.subarray(from, end));
			bytes += end + 1 - from;
			if (length > 0) yield* lineOf(kept, length, bytes);
			[kept, length, from] = [[], 0, end + 1];
		}
		length += chunk.length - from;
		bytes += chunk.length - from;
		// Copied, because a stream may use its buffer again; dropped as soon as the line is too long.
		kept = length <= maxLineBytes ? [...kept, chunk.slice(from)] : [];
	}
	if (length > 0) yield* lineOf(kept, length, bytes);
}

function* lineOf(kept: readonly Uint8Array[], length: number, bytes: number): Generator<FileLine> {
	if (length > maxLineBytes) {
		yield { text: null, bytes };
		return;
	}
	const text = Buffer.concat(kept, length).toString('utf8').replace(/\r$/, '');
	if (text !== '') yield { text, bytes };
}
