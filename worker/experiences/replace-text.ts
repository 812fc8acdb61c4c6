import { textHtml } from './apply-edit.ts';

/** What stands within running text. Any other start tag ends an element whose end tag was left out. */
const inline = new Set(
	`a abbr acronym audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i iframe img input
	ins kbd label map area mark meter nobr noscript object optgroup option output param picture progress q s samp script
	select small source span strike strong style sub sup template textarea time track tt u var video wbr`.split(/\s+/),
);

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
			const isDrawing = element.namespaceURI !== 'http://www.w3.org/1999/xhtml';
			if (isDrawing || inline.has(element.tagName.toLowerCase())) element.removeAndKeepContent();
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
