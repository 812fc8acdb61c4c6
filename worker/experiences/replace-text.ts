import { textHtml } from './apply-edit.ts';

/** Elements within running text. Any other start tag ends an element whose end tag was left out. */
const inline = new Set(
	`a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark meter nobr
	output picture progress q s samp small source span strike strong sub sup time tt u var wbr`.split(/\s+/),
);

/** Elements that nobody leaves open, and that may stand in running text: they go with all they hold. */
const alwaysClosed = new Set('audio button canvas math select svg textarea video'.split(' '));

/**
 * Replaces the text of an element whose end tag may be missing. `setInnerContent` would swallow its siblings, so this
 * takes out what follows token by token, and stops at the first element that cannot stand in running text.
 * What the element holds from there on (a list within a list item) stays.
 */
export class TextReplacement {
	readonly #html: string;
	#isActive = false;

	constructor(text: string) {
		this.#html = textHtml(text);
	}

	/** On the element whose text goes. A second time on the same element changes nothing. */
	start(element: Element): void {
		if (this.#isActive) return;
		element.prepend(this.#html, { html: true });
		this.#isActive = true;
	}

	/** The next element that the selector matches: whatever was being replaced has ended, or holds it. */
	stop(): void {
		this.#isActive = false;
	}

	/** Handlers for the elements within. */
	readonly within = {
		element: (element: Element): void => {
			if (!this.#isActive) return;
			const tag = element.tagName.toLowerCase();
			if (inline.has(tag)) element.removeAndKeepContent();
			else if (alwaysClosed.has(tag)) element.remove();
			else this.#isActive = false;
		},
	};

	/** Handlers for the element's text and comments, its own and those of elements within. */
	readonly content = {
		text: (text: Text): void => {
			if (this.#isActive) text.remove();
		},
		comments: (comment: Comment): void => {
			if (this.#isActive) comment.remove();
		},
	};
}
