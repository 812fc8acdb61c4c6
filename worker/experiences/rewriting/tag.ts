import { attributeByte, nameByte, nameStep } from './names.ts';
import { pageText } from './page-text.ts';

const slash = 0x2f;
const equals = 0x3d;
const greater = 0x3e;
const doubleQuote = 0x22;
const singleQuote = 0x27;

/** Where an attribute stands in the page's bytes; the value without its quotes. Without a value both of its ends are the name's. */
export interface AttributePlace {
	readonly nameStart: number;
	readonly nameEnd: number;
	readonly valueStart: number;
	readonly valueEnd: number;
	/** After the closing quote, if there is one. */
	readonly end: number;
}

const fields = 4;
const betweenAttributes = new Uint8Array(256);
for (const byte of [9, 10, 12, 13, 32, slash]) betweenAttributes[byte] = 1;

/**
 * A tag as it stands in the page's bytes (WHATWG HTML, section 13.2.5, the states from "tag open" on). A page is read into
 * one object, again and again: thousands of objects would cost more than reading does. All offsets are those of `bytes`.
 */
export class Tag {
	bytes: Uint8Array = new Uint8Array();
	/** Where its `<` is. */
	start = 0;
	/** Where its name ends. */
	nameEnd = 0;
	/** What comes after its `>`. */
	end = 0;
	name = 0;
	isSelfClosing = false;
	/** The element is one of SVG or MathML. Found out by the scanner, as is what follows. */
	isForeign = false;
	/** The element holds nothing, and has no end tag. */
	isEmpty = false;
	#count = 0;
	#names = new Int32Array(16);
	#offsets = new Int32Array(16 * fields);

	/** Reads the tag whose `<` is at `start` and whose name begins at `nameStart`. False when it has not come whole. */
	read(bytes: Uint8Array, start: number, nameStart: number): boolean {
		const { length } = bytes;
		let at = nameStart;
		let name = 0;
		for (; at < length; at++) {
			const value = nameByte[bytes[at] as number] as number;
			if (value === 0) break;
			name = nameStep(name, value);
		}
		this.bytes = bytes;
		this.start = start;
		this.nameEnd = at;
		this.name = name;
		this.isSelfClosing = false;
		this.#count = 0;
		const close = bytes[at] === greater ? at : this.#readAttributes(at);
		this.end = close + 1;
		return close !== -1 && close < length;
	}

	/** The name as a string, in lower case. */
	get tagName(): string {
		const nameStart = this.bytes[this.start + 1] === slash ? this.start + 2 : this.start + 1;
		return pageText(this.bytes.subarray(nameStart, this.nameEnd)).toLowerCase();
	}

	get attributeCount(): number {
		return this.#count;
	}

	/** The name of an attribute, as `nameOf` has it. */
	attributeName(index: number): number {
		return this.#names[index] ?? 0;
	}

	/** The first attribute of a name; -1 when there is none. The first counts in browsers, too. */
	indexOf(name: number): number {
		for (let i = 0; i < this.#count; i++) if (this.#names[i] === name) return i;
		return -1;
	}

	attribute(index: number): AttributePlace {
		const at = index * fields;
		const [nameStart = 0, nameEnd = 0, valueStart = 0, valueEnd = 0] = this.#offsets.subarray(at, at + fields);
		const last = this.bytes[valueStart - 1];
		const isQuoted = valueStart > nameEnd && (last === doubleQuote || last === singleQuote);
		return { nameStart, nameEnd, valueStart, valueEnd, end: isQuoted ? valueEnd + 1 : valueEnd };
	}

	/** An attribute's value, references undecoded, as `pageText`. */
	value(index: number): string {
		return pageText(this.bytes.subarray(this.valueStart(index), this.valueEnd(index)));
	}

	valueStart(index: number): number {
		return this.#offsets[index * fields + 2] ?? 0;
	}

	valueEnd(index: number): number {
		return this.#offsets[index * fields + 3] ?? 0;
	}

	/** Where the tag's `>` is; -1 when it has not come. In one piece, since every byte of every tag comes by here. */
	#readAttributes(from: number): number {
		const { bytes } = this;
		const { length } = bytes;
		let at = from;
		for (;;) {
			const space = at;
			while (at < length && betweenAttributes[bytes[at] as number] !== 0) at++;
			if (at === length) return -1;
			if (bytes[at] === greater) {
				this.isSelfClosing = at > space && bytes[at - 1] === slash;
				return at;
			}
			const nameStart = at;
			// An equals sign in the first place is a part of the name.
			let name = attributeByte[bytes[at++] as number] as number;
			for (; at < length; at++) {
				const value = attributeByte[bytes[at] as number] as number;
				if (value === 0) break;
				name = nameStep(name, value);
			}
			const nameEnd = at;
			if (at < length && bytes[at] !== equals) at = afterSpace(bytes, at);
			if (at === length) return -1;
			if (bytes[at] !== equals) {
				this.#add(name, nameStart, nameEnd, nameEnd, nameEnd);
				continue;
			}
			at = afterSpace(bytes, at + 1);
			if (at === length) return -1;
			const quote = bytes[at] as number;
			const isQuoted = quote === doubleQuote || quote === singleQuote;
			const valueStart = isQuoted ? at + 1 : at;
			at = isQuoted ? nextOf(bytes, valueStart, quote) : endOfUnquoted(bytes, at);
			if (at === length) return -1;
			this.#add(name, nameStart, nameEnd, valueStart, at);
			if (isQuoted) at++;
		}
	}

	#add(name: number, nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
		const index = this.#count++;
		if (index === this.#names.length) {
			this.#names = doubled(this.#names);
			this.#offsets = doubled(this.#offsets);
		}
		this.#names[index] = name;
		const at = index * fields;
		this.#offsets[at] = nameStart;
		this.#offsets[at + 1] = nameEnd;
		this.#offsets[at + 2] = valueStart;
		this.#offsets[at + 3] = valueEnd;
	}
}

/** Tab, line feed, form feed, carriage return, space. */
export function isSpace(byte: number | undefined): boolean {
	return byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12;
}

function afterSpace(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && isSpace(bytes[at])) at++;
	return at;
}

function endOfUnquoted(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && bytes[at] !== greater && !isSpace(bytes[at])) at++;
	return at;
}

/** Where a byte comes next; the end when it does not. In a loop: what is between is mostly too short for `indexOf`. */
export function nextOf(bytes: Uint8Array, from: number, byte: number): number {
	const { length } = bytes;
	let at = from;
	while (at < length && bytes[at] !== byte) at++;
	return at;
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const more = new Int32Array(numbers.length * 2);
	more.set(numbers);
	return more;
}
