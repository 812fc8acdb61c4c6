import { attempt } from './attempt.ts';

/** Remembers what to hide on the next visit to this page in this session, until its decisions are there. */
export function rememberHidden(key: string, selectors: readonly string[]): void {
	// A selector that the browser cannot read would let the rest of it be read as another rule.
	const sound = selectors.filter((selector) => selector && attempt(() => document.querySelectorAll(selector)));
	attempt(() => {
		if (sound.length) sessionStorage[key] = `${sound.join()}{visibility:hidden!important}`;
	});
}
