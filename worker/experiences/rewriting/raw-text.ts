import { nameByte, nameOf, nameStep } from './names.ts';

/** The content of an element that holds no elements: a script, a style, a title. */
export interface RawText {
	/** The element whose end tag ends it. */
	readonly name: number;
	/**
	 * Of a script: after `<!--` it is escaped, and after `<script` then twice, so that the next end tag of a script is none
	 * (WHATWG HTML, section 13.2.5.18 and on). Until `-->`.
	 */
	escape: 'none' | 'once' | 'twice';
	/** Its end tag is there. */
	isOver: boolean;
}

const less = 0x3c;
const dash = 0x2d;
const greater = 0x3e;
const slash = 0x2f;
const script = nameOf('script');
const longestName = 'plaintext'.length;

/**
 * Goes over raw text from an offset on. Answers where its end tag begins (`isOver`), or the complement of where what may be
 * the beginning of one begins, at the latest the end of the piece.
 */
export function passRawText(bytes: Uint8Array, from: number, raw: RawText): number {
	for (let at = from; ; at++) {
		at = nextMark(bytes, at, raw);
		if (at === -1) return ~bytes.length;
		const mark = raw.escape !== 'none' && bytes[at] === dash ? dashes(bytes, at, raw) : tagAt(bytes, at, raw);
		if (mark === 'incomplete') return ~at;
		if (raw.isOver) return at;
	}
}

/** The next place that may matter; -1 for none. */
function nextMark(bytes: Uint8Array, from: number, raw: RawText): number {
	if (raw.escape === 'none') return bytes.indexOf(less, from);
	for (let at = from; at < bytes.length; at++) if (bytes[at] === less || bytes[at] === dash) return at;
	return -1;
}

function dashes(bytes: Uint8Array, at: number, raw: RawText): 'incomplete' | null {
	for (const [i, byte] of [dash, dash, greater].entries()) {
		if (at + i === bytes.length) return 'incomplete';
		if (bytes[at + i] !== byte) return null;
	}
	raw.escape = 'none';
	return null;
}

function tagAt(bytes: Uint8Array, at: number, raw: RawText): 'incomplete' | null {
	if (raw.name === script && raw.escape === 'none' && bytes[at + 1] === 0x21) return escapes(bytes, at, raw);
	const isEnd = bytes[at + 1] === slash;
	if (at + 1 === bytes.length) return 'incomplete';
	if (!isEnd && raw.escape !== 'once') return null;
	const name = nameAt(bytes, at + (isEnd ? 2 : 1));
	if (name === null) return 'incomplete';
	if (name !== raw.name) return null;
	if (isEnd && raw.escape !== 'twice') raw.isOver = true;
	else raw.escape = isEnd ? 'once' : 'twice';
	return null;
}

/** `<!--`: its dashes may be those of `-->`, so they are looked at again. */
function escapes(bytes: Uint8Array, at: number, raw: RawText): 'incomplete' | null {
	for (const i of [2, 3]) {
		if (at + i === bytes.length) return 'incomplete';
		if (bytes[at + i] !== dash) return null;
	}
	raw.escape = 'once';
	return null;
}

/** The name that stands there; null when it may go on in the next piece. */
function nameAt(bytes: Uint8Array, from: number): number | null {
	let name = 0;
	for (let at = from; at < bytes.length; at++) {
		const value = nameByte[bytes[at] as number] as number;
		if (value === 0) return name;
		if (at - from > longestName) return 0;
		name = nameStep(name, value);
	}
	return null;
}
