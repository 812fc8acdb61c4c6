import { firstUnbalanced, withoutStrings } from './balance.ts';
import { fromCode, squeeze } from './squeeze.ts';

/** Why a style must not have this property, as a sentence; null when it may. A null value removes it. */
export function styleComplaint(name: string, value: string | null): string | null {
	if (!/^-{0,2}[a-z_][a-z0-9_-]*$/i.test(name.trim())) return `${JSON.stringify(name)} is not a style property's name.`;
	if (value === null) return null;
	if (value.trim() === '') return 'A style property needs a value.';
	if (/[;{}]|\/\*/.test(value)) return 'The value of one style property holds no ; { } and no comment.';
	if (!isBalanced(value)) return 'A bracket or quotation mark in the style is not closed.';
	return cssComplaint(value);
}

/** Why a style sheet, or a part of one, must not stand in a page, as a sentence; null when it may. */
export function cssComplaint(css: string): string | null {
	if (css.includes('<')) return 'A style sheet must not hold "<".';
	// Escapes can spell any of the words below.
	const text = css
		.replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex) => fromCode(Number.parseInt(hex, 16)))
		.replaceAll('\\', '');
	if (/@(import|charset|namespace)/i.test(text)) return 'A style sheet must not take in others (@import).';
	if (/(javascript|vbscript):|expression\s*\(|-moz-binding|(?<![-a-z])behavior:/i.test(squeeze(text))) {
		return 'A style sheet must not hold code.';
	}
	return isBalanced(css) ? null : 'A bracket or quotation mark in the style is not closed.';
}

function isBalanced(css: string): boolean {
	const bare = withoutStrings(css.replace(/\/\*[\s\S]*?\*\//g, ''));
	return !/["']|\/\*/.test(bare.replaceAll('""', '')) && firstUnbalanced(bare) === null;
}
