import { escapeAttribute, escapeJsonForScript, escapeText } from './escape.ts';
import { urlComplaint } from './safety.ts';

/** Where a value lands. `url`: it begins a URL, or is one; `url-part`: it stands further on in one. */
export type Position = 'text' | 'attribute' | 'url' | 'url-part' | 'style' | 'script';

/**
 * A value for HTML, so that it is that value and nothing else where it lands, whoever it comes from. In a URL it may not be
 * code; in a style it is stripped of whatever could end a declaration; in a script it is a JSON literal.
 */
export function escapeFor(position: Position, value: unknown): string {
	if (position === 'script') return escapeJsonForScript(JSON.stringify(value ?? null));
	const text = value === null || value === undefined ? '' : String(value);
	switch (position) {
		case 'text':
			return escapeText(text);
		case 'attribute':
			return escapeAttribute(text);
		case 'url':
			return urlComplaint(text, 'a link') === null ? escapeAttribute(text) : '#';
		case 'url-part':
			return encodeURIComponent(text.toWellFormed());
		case 'style':
			return text.replace(/[^\p{L}\p{N}\s.,#%+_-]/gu, '');
	}
}
