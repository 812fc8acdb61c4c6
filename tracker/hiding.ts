import { attempt } from './attempt.ts';

const longestMs = 800;

/** Where the session keeps, for a path, the rules that hide what the last decision changed there. */
export function hiddenKey(path: string): string {
	return `ew.hide.${path}`;
}

/** Remembers what to hide on the next visit to a path in this session, until its decisions are there. */
export function rememberHidden(path: string, selectors: readonly string[]): void {
	// A selector that the browser cannot read would let the rest of it be read as another rule.
	const sound = selectors.filter((selector) => attempt(() => document.querySelectorAll(selector)));
	attempt(() => {
		if (sound.length) sessionStorage[hiddenKey(path)] = `${sound.join()}{visibility:hidden!important}`;
	});
}

/**
 * Hides the elements that the last decision for this path changed, and only them, until the answered function is called
 * or 800 ms have gone. On a first view nothing is known, so nothing is hidden.
 */
export function hideKnown(path: string): () => void {
	const sheet = new CSSStyleSheet();
	const show = () => {
		sheet.disabled = true;
	};
	attempt(() => {
		sheet.replaceSync(sessionStorage[hiddenKey(path)] ?? '');
		delete sessionStorage[hiddenKey(path)];
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	});
	setTimeout(show, longestMs);
	return show;
}

/** Shows at once what the edge has hidden until its edits are made; after 800 ms its rule ends by itself. */
export function showPlaced(): void {
	document.getElementById('ew-hide')?.remove();
}
