import type { Encoding } from '../../core/import/index.ts';

/** Text in UTF-8 or windows-1252, whose line ends and delimiters are single bytes, made from a piece of a file. */
export interface TextBytes {
	readonly bytes: Uint8Array;
	/** How many bytes of the file the first `length` of `bytes` were. */
	readonly inFile: (length: number) => number;
	/** What `bytes` are. */
	readonly encoding: 'utf-8' | 'windows-1252';
}

/**
 * A piece of a file, so that whatever reads records needs to know about single bytes only. UTF-16 becomes UTF-8 of which
 * each length is one in the file: broken pairs become the replacement character, which stands for one unit too.
 * @param piece begins at a character; what ends within one leaves it out.
 */
export function textBytes(piece: Uint8Array, encoding: Encoding): TextBytes {
	if (encoding === 'utf-8' || encoding === 'windows-1252')
		return { bytes: piece, inFile: (length) => length, encoding };
	const whole = piece.subarray(0, piece.length - trailing(piece, encoding));
	const bytes = new TextEncoder().encode(new TextDecoder(encoding, { ignoreBOM: true, fatal: false }).decode(whole));
	return { bytes, inFile: (length) => 2 * unitsOf(bytes, length), encoding: 'utf-8' };
}

/** Half a unit, or the first half of a pair, at the end. */
function trailing(piece: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): number {
	const odd = piece.length % 2;
	const high = piece[piece.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
	return odd + (high >= 0xd8 && high <= 0xdb ? 2 : 0);
}

/** UTF-16 units of the first bytes of UTF-8: one for each character, two beyond the basic plane. */
function unitsOf(bytes: Uint8Array, length: number): number {
	let units = 0;
	for (let at = 0; at < length; at++) {
		const byte = bytes[at] ?? 0;
		if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
	}
	return units;
}
