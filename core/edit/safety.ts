import { cssComplaint } from './css-safety.ts';
import { squeeze } from './squeeze.ts';

/**
 * What no edit may write into a page. A conservative scan of what marketers save, so it rather refuses too much;
 * HTML is cleaned by an allow-list besides when it is saved. Pure, so that executors hold the same rules.
 */

/** Attributes that hold a URL. */
export const urlAttributes: ReadonlySet<string> = new Set([
	'href',
	'src',
	'action',
	'formaction',
	'xlink:href',
	'data',
	'poster',
]);
const forbiddenTags = /<\s*\/?\s*(script|base|meta|object|embed|frame|frameset|plaintext|html|head|body)(?![a-z0-9-])/i;
/** Names of attributes start after a space, a slash or a closing quote, quoted or not. */
const handlerAttribute = /(?:^|[\s"'/>])on[a-z]+\s*=/i;
const sourceDocument = /(?:^|[\s"'/>])srcdoc\s*=/i;

/** Elements that are code, or steer the page rather than show: no edit touches them. Tag in any case. */
export function isUntouchable(tag: string): boolean {
	return /^(script|style|noscript|template|base|meta|iframe|object|embed)$/i.test(tag);
}

/** Why an attribute must not be set, as a sentence; null when it may. A null value removes it. */
export function attributeComplaint(name: string, value: string | null): string | null {
	const attribute = name.toLowerCase();
	if (!/^[a-z_][a-z0-9_.:-]*$/.test(attribute)) return `${JSON.stringify(name)} is not an attribute's name.`;
	if (attribute.startsWith('on')) return 'Event handlers are code; an edit cannot set them.';
	if (attribute === 'srcdoc') return 'srcdoc holds a whole document; an edit cannot set it.';
	if (value === null) return null;
	if (urlAttributes.has(attribute)) return urlComplaint(value, attribute);
	return attribute === 'style' ? cssComplaint(value) : null;
}

/** Why a URL must not stand in a page, as a sentence; null when it may. */
export function urlComplaint(url: string, place: string): string | null {
	return /^(javascript|data|vbscript):/.test(squeeze(url))
		? `A URL in ${place} must not be javascript: or data:.`
		: null;
}

/** Why a piece of HTML must not be inserted, as a sentence; null when it may. */
export function htmlComplaint(html: string): string | null {
	const tag = forbiddenTags.exec(html)?.[1];
	if (tag) return `Inserted HTML must not hold <${tag.toLowerCase()}>.`;
	if (handlerAttribute.test(html)) return 'Inserted HTML must not hold event handlers (on…=).';
	if (sourceDocument.test(html)) return 'Inserted HTML must not hold srcdoc.';
	if (/(javascript|vbscript):/.test(squeeze(html))) return 'Inserted HTML must not hold javascript: URLs.';
	if (html.lastIndexOf('<!--') > html.lastIndexOf('-->')) return 'A comment in the inserted HTML has no end.';
	return null;
}
