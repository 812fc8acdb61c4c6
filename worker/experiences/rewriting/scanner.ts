import { contentNamespaceOf, endEndsForeign, namespaceOf, startEndsForeign } from './foreign-content.ts';
import { ByName, nameOf, namesOf } from './names.ts';
import { namespaces, OpenElements } from './open-elements.ts';
import { passRawText, type RawText } from './raw-text.ts';
import { nextOf, Tag } from './tag.ts';

/** Who is told of a page's tags, in their order. Offsets are those of the piece that is being read. */
export interface TagReader<Note> {
	/** Nothing that may come matters any more. */
	readonly isDone: boolean;
	/** An element begins. What is answered is remembered of it as long as it is open. */
	startTag(tag: Tag, open: OpenElements<Note>): Note | null;
	/** Elements end, from this depth on; before they do. */
	endTag(tag: Tag, open: OpenElements<Note>, depth: number): void;
	/** Elements end without an end tag of them or around them. */
	breakOut(tag: Tag, open: OpenElements<Note>, depth: number): void;
}

const less = 0x3c;
const slash = 0x2f;
const bang = 0x21;
const question = 0x3f;
const greater = 0x3e;

/** Deeper pages are not read any further: each open element takes memory. */
const deepest = 8_000;
/** In bytes. A tag that is longer is not waited for. */
const longestTag = 512 * 1024;

/** Elements that end with their start tag, and those whose content is raw text. */
const kinds = new ByName<'void' | 'raw'>();
for (const name of namesOf(
	`area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr`,
))
	kinds.set(name, 'void');
for (const name of namesOf('iframe noembed noframes noscript plaintext script style textarea title xmp'))
	kinds.set(name, 'raw');
const plaintext = nameOf('plaintext');

/** What goes by until it ends, whatever stands in it. */
type Until = 'comment' | 'bogus comment' | 'character data' | null;

/**
 * Finds the tags of a page, piece by piece, as the WHATWG tokenizer does, whatever the page's charset, as long as ASCII means
 * ASCII in it: what is text, comment or code holds none. Reads bytes, since a string of each piece would cost as much as all else.
 */
export class PageScanner<Note> {
	readonly #open = new OpenElements<Note>();
	readonly #tag = new Tag();
	readonly #reader: TagReader<Note>;
	#until: Until = null;
	#raw: RawText | null = null;
	/** From here on the page is not read: it is too deep, a tag is too long, or all is text. */
	isLost = false;

	constructor(reader: TagReader<Note>) {
		this.#reader = reader;
	}

	/**
	 * Reads a piece, until it is lost or nothing matters any more. Answers how much of it was read: a tag that has not come
	 * whole must come again with what comes after it.
	 */
	read(bytes: Uint8Array): number {
		const { length } = bytes;
		let at = 0;
		while (at < length && !this.isLost && !this.#reader.isDone) {
			const next = this.passesBy ? this.#passBy(bytes, at) : this.#step(bytes, nextOf(bytes, at, less));
			if (next < 0) return this.#waitFor(bytes, ~next);
			at = next;
		}
		return at;
	}

	/** What was read last is text, a comment or code that has not ended. */
	get passesBy(): boolean {
		return this.#raw !== null || this.#until !== null;
	}

	#waitFor(bytes: Uint8Array, at: number): number {
		this.isLost ||= bytes.length - at > longestTag;
		return at;
	}

	#passBy(bytes: Uint8Array, at: number): number {
		return this.#raw ? this.#passRaw(bytes, at, this.#raw) : this.#pass(bytes, at, this.#until ?? 'comment');
	}

	/** What begins with a `<`, or the page's end. Answers where it ends; the complement of where it begins when it has not come whole. */
	#step(bytes: Uint8Array, at: number): number {
		if (at === bytes.length) return at;
		if (at + 1 === bytes.length) return ~at;
		const next = bytes[at + 1] as number;
		if (isLetter(next)) return this.#startTag(bytes, at);
		if (next === slash) return this.#endTag(bytes, at);
		if (next === bang) return this.#declaration(bytes, at);
		return next === question ? this.#pass(bytes, at + 2, 'bogus comment') : at + 1;
	}

	#startTag(bytes: Uint8Array, at: number): number {
		const tag = this.#tag;
		const open = this.#open;
		if (!tag.read(bytes, at, at + 1)) return ~at;
		if (open.namespace !== namespaces.html && startEndsForeign(tag)) this.#breakOut(tag);
		const namespace = namespaceOf(tag, open);
		tag.isForeign = namespace !== namespaces.html;
		const kind = tag.isForeign ? undefined : kinds.get(tag.name);
		tag.isEmpty = kind === 'void' || (tag.isForeign && tag.isSelfClosing);
		this.isLost = open.depth >= deepest || (kind === 'raw' && tag.name === plaintext);
		if (this.isLost) return at;
		const note = this.#reader.startTag(tag, open);
		if (tag.isEmpty) return tag.end;
		open.open(tag.name, contentNamespaceOf(tag, namespace), note);
		if (kind === 'raw') this.#raw = { name: tag.name, escape: 'none', isOver: false };
		return tag.end;
	}

	#breakOut(tag: Tag): void {
		const depth = this.#open.htmlDepth;
		this.#reader.breakOut(tag, this.#open, depth);
		this.#open.closeTo(depth);
	}

	#endTag(bytes: Uint8Array, at: number): number {
		const next = bytes[at + 2];
		if (next === undefined) return ~at;
		if (!isLetter(next)) return this.#pass(bytes, at + 2, 'bogus comment');
		const tag = this.#tag;
		if (!tag.read(bytes, at, at + 2)) return ~at;
		if (this.#open.namespace !== namespaces.html && endEndsForeign(tag)) this.#breakOut(tag);
		const depth = this.#open.find(tag.name);
		this.#reader.endTag(tag, this.#open, depth);
		if (depth !== -1) this.#open.closeTo(depth);
		return tag.end;
	}

	#declaration(bytes: Uint8Array, at: number): number {
		const head = String.fromCharCode(...bytes.subarray(at + 2, at + 9));
		if (head.startsWith('--')) {
			if (head.startsWith('-->')) return at + 5;
			if (head.startsWith('--->')) return at + 6;
			return head.length < 4 ? ~at : this.#pass(bytes, at + 4, 'comment');
		}
		if (this.#open.namespace !== namespaces.html) {
			if (head === '[CDATA[') return this.#pass(bytes, at + 9, 'character data');
			if ('[CDATA['.startsWith(head)) return ~at;
		}
		return head === '' || head === '-' ? ~at : this.#pass(bytes, at + 2, 'bogus comment');
	}

	/** Where what goes by ends. */
	#pass(bytes: Uint8Array, from: number, until: NonNullable<Until>): number {
		const end = endOf(bytes, from, until);
		this.#until = end === -1 ? until : null;
		if (end !== -1) return end;
		// Its end may have come in part.
		return until === 'bogus comment' ? bytes.length : ~Math.max(from, bytes.length - 3);
	}

	#passRaw(bytes: Uint8Array, from: number, raw: RawText): number {
		const at = passRawText(bytes, from, raw);
		if (raw.isOver) this.#raw = null;
		return at;
	}
}

/** Where it ends; -1 when the end is not there. */
function endOf(bytes: Uint8Array, from: number, until: NonNullable<Until>): number {
	for (let at = bytes.indexOf(greater, from); at !== -1; at = bytes.indexOf(greater, at + 1)) {
		if (until === 'bogus comment') return at + 1;
		const last = String.fromCharCode(...bytes.subarray(Math.max(from, at - 3), at));
		const isEnd = until === 'comment' ? /--!?$/.test(last) : last.endsWith(']]');
		if (isEnd) return at + 1;
	}
	return -1;
}

function isLetter(byte: number): boolean {
	return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
}
