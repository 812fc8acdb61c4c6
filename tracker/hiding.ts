import { attempt } from './attempt.ts';

const longestMs = 800;

/**
 * Hides the elements that the last decision for this page changed, and only them, until the answered function is called
 * or 800 ms have gone. The session keeps their rules under `key`. On a first view nothing is known, so nothing is hidden.
 */
export function hideKnown(key: string): () => void {
	const sheet = new CSSStyleSheet();
	const show = () => {
		sheet.disabled = true;
	};
	attempt(() => {
		sheet.replaceSync(sessionStorage[key] ?? '');
		delete sessionStorage[key];
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	});
	setTimeout(show, longestMs);
	return show;
}

/** Shows at once what the edge has hidden until its edits are made; after 800 ms its rule ends by itself. */
export function showPlaced(): void {
	document.getElementById('ew-hide')?.remove();
}
