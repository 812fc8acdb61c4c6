// @ts-check
/** Browsers that refuse storage (private windows, blocked cookies) throw on use: the shop then forgets, and goes on. */

/**
 * @param {string} key
 * @returns {string | null}
 */
export function recall(key) {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

/**
 * Keeps a text; `null` forgets it.
 * @param {string} key
 * @param {string | null} text
 */
export function keep(key, text) {
	try {
		if (text === null) localStorage.removeItem(key);
		else localStorage.setItem(key, text);
	} catch {
		// Nothing to mend: the visitor's browser keeps nothing.
	}
}
