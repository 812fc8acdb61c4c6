/**
 * HTMLRewriter gives up in the middle of a page, with status 200, on markup whose parse a streaming parser cannot
 * know (raw-text elements within <select>, anything within <frameset>), on tags that do not fit its 3 MiB and on
 * very deep nesting. So the page is watched on its way in, and from the first such place on it goes by untouched.
 */

/** What may go to the rewriter, and what must not: from `rest` on nothing may any more. */
export interface Watched {
	readonly safe: Uint8Array;
	/** Null while all is well. */
	readonly rest: Uint8Array | null;
}

/** Elements whose content is raw text, which the rewriter refuses to guess about within <select>. */
const rawText = /^(?:title|plaintext|style|iframe|xmp|noembed|noframes|noscript)$/;
const voidElement = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const utf16Mark = /^(?:\xff\xfe|\xfe\xff)/;

/** The rewriter's memory holds more than 10,000 open elements and fewer than 20,000. */
const deepest = 8_000;
/** Tags up to here are taken for open, rather than looked at: pages with fewer cannot be nested too deep. */
const untold = 4_000;
/** The only tags that matter wherever they stand. */
const telling = /<(?:\/?select|frameset|plaintext)/i;
/** In bytes. Longer tags are not given to the rewriter. */
const longestTag = 512 * 1024;

const nothing = new Uint8Array();

/** Takes the page piece by piece and gives back what is safe so far, in whole tags: an open one is held back. */
export class MarkupWatch {
	/** One character a byte, whatever the page's charset is: only ASCII is looked for. */
	readonly #decoder = new TextDecoder('latin1');
	#held: Uint8Array = nothing;
	#depth = 0;
	#tags = 0;
	#inSelect = false;
	#begun = false;

	push(piece: Uint8Array): Watched {
		const bytes = joined(this.#held, piece);
		const text = this.#decoder.decode(bytes);
		const end = endOfWholeTags(text);
		const risk = this.#begins(text) ? this.#findRisk(text, end) : 0;
		if (risk !== -1) return this.#split(bytes, risk, true);
		return this.#split(bytes, end, bytes.length - end > longestTag);
	}

	/** What is still held back when the page ends. */
	end(): Uint8Array {
		return this.#held;
	}

	/** False for a page in UTF-16, which no tag can be found in. */
	#begins(text: string): boolean {
		if (!this.#begun && utf16Mark.test(text)) return false;
		this.#begun = true;
		return true;
	}

	#split(bytes: Uint8Array, at: number, isRisky: boolean): Watched {
		this.#held = isRisky ? nothing : bytes.subarray(at);
		return { safe: bytes.subarray(0, at), rest: isRisky ? bytes.subarray(at) : null };
	}

	/** Where the first tag begins that the rewriter must not see; -1 for none. */
	#findRisk(text: string, end: number): number {
		if (this.#isHarmless(text)) return -1;
		for (const tag of text.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
			if (tag.index >= end) return -1;
			const name = (tag[2] ?? '').toLowerCase();
			if (tag[1] === '/') this.#close(name);
			else if (this.#open(name)) return tag.index;
		}
		return -1;
	}

	/** Whether nothing can be risky in a piece, without a look at each of its tags, which is what costs most. */
	#isHarmless(text: string): boolean {
		if (this.#tags >= untold) return false;
		for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) this.#tags += 1;
		if (this.#tags >= untold) this.#depth = untold;
		return this.#tags < untold && !this.#inSelect && !telling.test(text);
	}

	#close(name: string): void {
		this.#depth = Math.max(0, this.#depth - 1);
		if (name === 'select') this.#inSelect = false;
	}

	/** Whether this start tag is where the rewriter must stop. */
	#open(name: string): boolean {
		if (name === 'frameset' || name === 'plaintext' || (this.#inSelect && rawText.test(name))) return true;
		if (name === 'select') this.#inSelect = true;
		if (!voidElement.test(name)) this.#depth += 1;
		return this.#depth > deepest;
	}
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	if (first.length === 0) return second;
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}

/** The end of the last place at which no tag stands open. */
function endOfWholeTags(text: string): number {
	const open = text.lastIndexOf('<');
	return open > text.lastIndexOf('>') ? open : text.length;
}
