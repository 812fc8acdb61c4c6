import { attempt } from '../attempt.ts';

/** Attributes whose value the browser follows, loads or animates into one that it does. */
const followed = /^(?:(?:xlink:)?href|src|action|formaction|data|poster|background|to|from|by|values)$/i;

/**
 * Whether an attribute could run code: event handlers, `srcdoc` and `javascript:` URLs. Publishing refuses them already;
 * this is the second lock, since a page's safety must not hang on the first alone.
 */
export function runsCode(name: string, value: string | null): boolean {
	return /^on|^srcdoc$/i.test(name) || (followed.test(name) && !!value?.split(';').some(isScriptUrl));
}

/** Asks the browser's own parser, because it skips control characters and white space in places one forgets. */
function isScriptUrl(url: string): boolean {
	return attempt(() => new URL(url).protocol) === 'javascript:';
}
