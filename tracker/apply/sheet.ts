import type { Change, EditOf } from './outcome.ts';
import { readText } from './read.ts';

/** Adds a style sheet to the page, as an object: no policy forbids that, as it may forbid a style element. */
export function applyCss(document: Document, { css }: EditOf<'css'>): Change {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(readText(css));
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	return {
		undo: () => {
			document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
		},
		holds: () => document.adoptedStyleSheets.includes(sheet),
	};
}
