const longestMs = 800;

/** Where edits.js keeps, for a path, the selectors that the last decision changed. */
export function hiddenKey(path: string): string {
	return `ew.hide.${path}`;
}

/**
 * Hides the elements that the last decision for this path changed, and only them, until the answered function is called
 * or 800 ms have gone. On a first view nothing is known, so nothing is hidden.
 */
export function hideKnown(path: string): () => void {
	try {
		const key = hiddenKey(path);
		const selectors: string[] = JSON.parse(sessionStorage.getItem(key) ?? '');
		sessionStorage.removeItem(key);
		const sheet = new CSSStyleSheet();
		// `insertRule` takes one rule or throws: nothing in a selector can break out.
		for (const selector of selectors) sheet.insertRule(`${selector}{visibility:hidden!important}`);
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
		const show = () => void sheet.replaceSync('');
		setTimeout(show, longestMs);
		return show;
	} catch {
		return () => {};
	}
}
