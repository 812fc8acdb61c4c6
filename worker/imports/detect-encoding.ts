import type { Encoding } from '../../core/import/index.ts';

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
