import type { Edit } from '../edit/types.ts';
import type { Experience, Variant } from '../release/types.ts';

/**
 * What a variant changes, by names that are the same for the same thing: the element that an edit finds, by its selector, its
 * id and what it held when the edit was made; `redirect`; and `value:` with the key of a value.
 */
export function touchesOf({ edits, values = {} }: Variant): ReadonlySet<string> {
	return new Set([...edits.flatMap(touchesOfEdit), ...Object.keys(values).map((key) => `${valuePrefix}${key}`)]);
}

/** What any variant of an experience changes. */
export function allTouches({ variants }: Experience): ReadonlySet<string> {
	return new Set(variants.flatMap((variant) => [...touchesOf(variant)]));
}

/** A thing in the words of whoever edits it. */
export function sayTouch(touch: string): string {
	if (touch.startsWith(valuePrefix)) return `the value “${touch.slice(valuePrefix.length)}”`;
	if (touch === redirect) return 'the page that visitors are led to';
	if (touch.startsWith(textPrefix)) return `the element with the text “${touch.slice(touch.indexOf(' ') + 1)}”`;
	return `the element ${touch}`;
}

const redirect = 'redirect';
const valuePrefix = 'value:';
const textPrefix = 'text:';

function touchesOfEdit({ kind, selector, expect }: Edit): string[] {
	// Style sheets add up; a visitor can be led to one page only.
	if (kind === 'css') return [];
	if (kind === 'redirect') return [redirect];
	const normal = selector
		.trim()
		.replace(/\s+/g, ' ')
		.replace(/ ?([>+~,]) ?/g, '$1');
	const id = /#[\w-]+$/.exec(normal)?.[0];
	const isNamed = expect?.tag !== undefined && expect.text !== undefined && expect.text.trim() !== '';
	return [id ?? normal, ...(isNamed ? [`${textPrefix}${expect.tag} ${expect.text?.trim()}`] : [])];
}
