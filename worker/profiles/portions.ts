const encoder = new TextEncoder();

/**
 * Groups JSON texts into arrays, each of at most `bytesMax` bytes of UTF-8: what one statement's value may carry. A text
 * that is larger by itself goes alone.
 */
export function* portions(texts: Iterable<string>, bytesMax: number): Generator<string> {
	let portion: string[] = [];
	let bytes = 2;
	for (const text of texts) {
		// A UTF-16 code unit takes up to three bytes: characters would not count what the statement has to carry.
		const size = encoder.encode(text).length + 1;
		if (bytes + size > bytesMax && portion.length > 0) {
			yield `[${portion.join()}]`;
			portion = [];
			bytes = 2;
		}
		portion.push(text);
		bytes += size;
	}
	if (portion.length > 0) yield `[${portion.join()}]`;
}
