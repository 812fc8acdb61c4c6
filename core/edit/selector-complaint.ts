import { firstUnbalanced, withoutStrings } from './balance.ts';

/**
 * What no browser could read in a selector, in words; null when nothing is plainly wrong. Not a whole grammar: it
 * finds what people leave behind while they type, before visitors' browsers do.
 */
export function selectorComplaint(selector: string): string | null {
	const text = withoutStrings(selector);
	if (/["']/.test(text.replaceAll('""', ''))) return 'A quotation mark is not closed.';
	if (/[{};@<]/.test(text)) return `"${/[{};@<]/.exec(text)?.[0]}" has no meaning in a selector.`;
	const unbalanced = firstUnbalanced(text);
	if (unbalanced !== null) return `"${unbalanced}" has no counterpart.`;
	if (/(^|,)\s*(,|$)/.test(text)) return 'A selector is missing beside a comma.';
	if (/[>+~]\s*(?:[>+~,)]|$)|(?:^|,)\s*[>+~]/.test(text)) return 'An element is missing beside a combinator.';
	return null;
}
