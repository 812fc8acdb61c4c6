const longestMs = 800;

/** The selectors that the last decision for this page changed, so that the next visit does not flicker. */
function keyOf(path: string): string {
	return `ew.hide.${path}`;
}

/**
 * Hides the elements that the last decision for this path changed, and only them, until the answered function is called
 * or 800 ms have gone. On a first view nothing is known, so nothing is hidden.
 */
export function hideKnown(path: string): () => void {
	try {
		const selectors: unknown = JSON.parse(sessionStorage.getItem(keyOf(path)) ?? '[]');
		if (!Array.isArray(selectors) || !selectors.length) return () => {};
		const sheet = new CSSStyleSheet();
		// `insertRule` takes one rule or throws: nothing in a selector can break out.
		for (const selector of selectors) sheet.insertRule(`${selector}{visibility:hidden!important}`);
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
		setTimeout(() => sheet.replaceSync(''), longestMs);
		return () => sheet.replaceSync('');
	} catch {
		return () => {};
	}
}

/** Remembers which selectors a decision for a path changes. */
export function rememberHidden(path: string, edits: readonly unknown[]): void {
	try {
		const selectors = edits.map((edit) => Object(edit).selector).filter((selector) => typeof selector === 'string');
		if (selectors.length) sessionStorage.setItem(keyOf(path), JSON.stringify(selectors));
		else sessionStorage.removeItem(keyOf(path));
	} catch {
		// No storage: the next visit hides nothing.
	}
}
