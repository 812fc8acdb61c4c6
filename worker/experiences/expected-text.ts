import { decodeHTML } from 'entities/decode';
import { textHtml } from './apply-edit.ts';

/** In characters of source. What says more is no text that an edit was made for. */
const longest = 100_000;

/** Elements whose end tag may be left out, with the start tags that end them. All others end where their tag does. */
const endedBy: Readonly<Record<string, RegExp>> = {
	p: /^(?:address|article|aside|blockquote|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|li|main|menu|nav|ol|p|pre|search|section|summary|ul)$/,
	li: /^li$/,
	dt: /^d[dt]$/,
	dd: /^d[dt]$/,
	td: /^t[dhr]$/,
	th: /^t[dhr]$/,
	option: /^opt(?:ion|group)$/,
};

/**
 * Replaces the text of an element that says just what is expected, and nothing else. What it says is known only when it has passed, so
 * its text is held back until then: it comes out replaced, or as it came. An element that holds more than text stays as it is.
 */
export class ExpectedText {
	readonly #html: string;
	readonly #expected: string;
	/** The source of what has passed; null while no element is looked at. */
	#held: string | null = null;
	#tag = '';
	/** All of one page. */
	readonly #all: Set<ExpectedText>;

	constructor(text: string, expected: string, all: Set<ExpectedText>) {
		this.#html = textHtml(text);
		this.#expected = collapse(expected);
		this.#all = all.add(this);
	}

	/** On the element, which is none that can hold nothing. */
	start(element: Element): void {
		element.onEndTag((end) => this.#put((html) => end.before(html, { html: true })));
		this.#held = '';
		this.#tag = element.tagName.toLowerCase();
	}

	/** Handlers for what is within, whose order in the page they keep. */
	readonly within = {
		element: (inner: Element): void => {
			const isNext = endedBy[this.#tag]?.test(inner.tagName.toLowerCase()) ?? false;
			const before = (html: string) => inner.before(html, { html: true });
			if (isNext) this.#put(before);
			else this.#giveBack(before);
		},
	};

	/** Handlers for text and comments, its own and those of elements within. */
	readonly content = {
		text: (text: Text): void => {
			if (this.#held === null) return;
			this.#held += text.text;
			if (this.#held.length > longest) this.#giveBack((html) => text.replace(html, { html: true }));
			else text.remove();
		},
		comments: (comment: Comment): void => this.#giveBack((html) => comment.before(html, { html: true })),
	};

	/** On the end of what the rewriter sees of the page. */
	end(end: DocumentEnd): void {
		this.#giveBack((html) => end.append(html, { html: true }));
	}

	/** The element is over. */
	#put(put: (html: string) => void): void {
		const isIt = this.#held !== null && collapse(decodeHTML(this.#held)) === this.#expected;
		if (isIt && this.#held !== '') this.#held = this.#html;
		this.#giveBack(put);
	}

	/** What else is being looked at is the same element, found by another selector, whose text is held twice. */
	#giveBack(put: (html: string) => void): void {
		const html = this.#held;
		if (html === null) return;
		for (const one of this.#all) one.#held = null;
		if (html !== '') put(html);
	}
}

/** White space counts as little as in the browser's executor: pages are re-indented at will. */
function collapse(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
