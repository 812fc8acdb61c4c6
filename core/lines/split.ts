/** One line of a stream: its text, or null when it is longer than a line may be and was not kept. */
export type Line = string | null;

/**
 * Splits bytes at line feeds as they come, and keeps no more than one line. Only the line feed ends a line: U+2028 and its
 * like are text. A carriage return before it goes, and empty lines stay, so that lines can be counted.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, lineMaxBytes: number): AsyncGenerator<Line> {
	const decoder = new TextDecoder();
	let kept: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of chunks) {
		let from = 0;
		for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
			length += end - from;
			if (length <= lineMaxBytes) kept.push(chunk.subarray(from, end));
			yield length <= lineMaxBytes ? textOf(decoder, kept, length) : null;
			[kept, length, from] = [[], 0, end + 1];
		}
		length += chunk.length - from;
		// Copied, because a stream may use its buffer again; dropped as soon as the line is too long.
		kept = length <= lineMaxBytes ? [...kept, chunk.slice(from)] : [];
	}
	if (length > 0) yield length <= lineMaxBytes ? textOf(decoder, kept, length) : null;
}

function textOf(decoder: TextDecoder, kept: readonly Uint8Array[], length: number): string {
	const [only] = kept;
	const bytes = kept.length === 1 && only ? only : concatenate(kept, length);
	return decoder.decode(bytes).replace(/\r$/, '');
}

function concatenate(parts: readonly Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
