/**
 * Whether a name (an id, a class, an attribute's value) looks written by a person for this element. Build tools and
 * frameworks mint names that change with every build (`css-1q2w3e`, `:r1:`, `ember123`); an edit hung on one is lost.
 */
export function isStableName(name: string): boolean {
	if (name.length > 60 || !/^[A-Za-z][\w-]*$/.test(name)) return false;
	if (/^(css|jsx|sc|emotion|svelte|astro|ember|radix|mui|headlessui|react-select|yui|ext-gen)-?[_\d]/.test(name))
		return false;
	if (/^(css|jsx|sc|svelte|astro|emotion|ng|v|data-v)-/.test(name)) return false;
	return name.split(/[-_]+/).every((part) => part === '' || isWord(part));
}

/** Classes that say what an element does at the moment, not which one it is. */
export function isState(name: string): boolean {
	return /^(is|has|was|js|no)-|^(active|open|opened|closed|selected|current|hover|focus|focused|visible|hidden|show|shown|hide|disabled|enabled|loading|loaded|checked|expanded|collapsed|animated|lazy|lazyloaded)$/.test(
		name,
	);
}

/** A word (`hero`, `heroTitle`, `btn`, `h1`, `col12`) rather than a hash: letters that read, at most two digits at the end. */
function isWord(part: string): boolean {
	const [, letters, digits] = /^([A-Za-z]*)(\d*)$/.exec(part) ?? [];
	if (letters === undefined || digits === undefined || digits.length > 2) return false;
	return letters === '' || letters.split(/(?=[A-Z])/).every(reads);
}

function reads(word: string): boolean {
	if (word.length === 1) return /^[A-Za-z]$/.test(word) && !/[A-Z]/.test(word);
	return /^[A-Z]?[a-z]+$/.test(word) && (/[aeiouy]/i.test(word) || word.length <= 4);
}
