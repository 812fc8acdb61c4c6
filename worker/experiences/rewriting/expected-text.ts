import { decodeHTML } from 'entities/decode';
import { collapse } from '../../../core/edit/index.ts';
import { joined } from './bytes.ts';
import { nameOf, namesOf } from './names.ts';
import { pageText, readable } from './page-text.ts';
import type { Tag } from './tag.ts';

/** In bytes. What says more is no text that an edit was made for. */
const longest = 100_000;

/** Elements whose end tag may be left out, with the start tags that end them. All others end where their tag does. */
const endedBy: ReadonlyMap<number, ReadonlySet<number>> = new Map(
	Object.entries({
		p: `address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3
			h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary ul`,
		li: 'li',
		dt: 'dt dd',
		dd: 'dt dd',
		td: 'td th tr',
		th: 'td th tr',
		option: 'option optgroup',
	}).map(([name, names]) => [nameOf(name), namesOf(names)]),
);
/** What is no text: a comment, or an end tag that ends nothing. */
const markup = /<[!?/]/;

/** A text to be replaced, if the element says just that. */
export interface Expectation {
	readonly text: string;
	/** What is put in its place: HTML, in ASCII. */
	readonly html: string;
}

/**
 * Replaces the text of an element that says just what is expected, and nothing else. What it says is known only when it has passed, so
 * its text is held back until then: it comes out replaced, or as it came. An element that holds more than text stays as it is.
 */
export class ExpectedText {
	readonly #name: number;
	readonly #expectations: readonly Expectation[];
	readonly #charset: string;
	#held: Uint8Array[] = [];
	#length = 0;

	constructor(name: number, expectations: readonly Expectation[], charset: string) {
		this.#name = name;
		this.#expectations = expectations;
		this.#charset = charset;
	}

	hold(bytes: Uint8Array): void {
		this.#held.push(bytes);
		this.#length += bytes.length;
	}

	get isTooLong(): boolean {
		return this.#length > longest;
	}

	/** Whether an element ends where another begins. */
	isEndedBy(tag: Tag): boolean {
		return !tag.isForeign && (endedBy.get(this.#name)?.has(tag.name) ?? false);
	}

	/** What was held. */
	get source(): Uint8Array {
		return joined(this.#held);
	}

	/** What comes out where the element is over. */
	result(): Uint8Array | string {
		const { source } = this;
		const text = readable(pageText(source), this.#charset);
		if (text === '' || markup.test(text)) return source;
		const said = collapse(decodeHTML(text));
		return this.#expectations.findLast((one) => collapse(one.text) === said)?.html ?? source;
	}
}
