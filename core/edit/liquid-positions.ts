import type { Position } from './escape-for.ts';
import { urlAttributes } from './safety.ts';

/** Tags of Liquid that print nothing themselves, so that all that is printed passes an output with its position. */
const quietTags = new Set(
	`if elsif else endif unless endunless case when endcase for endfor break continue assign capture endcapture comment
	endcomment`.split(/\s+/),
);

const output = /\{\{-?((?:"[^"]*"|'[^']*'|[^"'{}]|\}(?!\}))*?)-?\}\}/g;
const tag = /\{%-?\s*(\w*)(?:"[^"]*"|'[^']*'|[^"'%]|%(?!\}))*?-?%\}/g;

/** Whether a value holds anything that Liquid fills in. */
export function hasLiquid(text: string): boolean {
	return text.includes('{{') || text.includes('{%');
}

/** Why a template must not be filled in, as a sentence; null when it may. */
export function liquidComplaint(template: string): string | null {
	for (const [, name = ''] of template.matchAll(tag)) {
		if (!quietTags.has(name)) return `The Liquid tag "${name}" is not available here.`;
	}
	const rest = template.replace(tag, '').replace(output, '');
	return /\{[{%]|[%}]\}/.test(rest) ? 'A Liquid bracket is not closed, or stands within another.' : null;
}

/** A template as it may look when it is filled in. */
export function withoutLiquid(template: string): string {
	return template.replace(tag, '').replace(output, 'x');
}

/** A text with its Liquid taken out, a word in the place of each, and how to put it back. */
export function holdLiquid(template: string): { readonly text: string; restore(text: string): string } {
	const held: string[] = [];
	const hold = (liquid: string) => `ewliquid${held.push(liquid) - 1}x`;
	return {
		text: template.replace(tag, hold).replace(output, hold),
		// Tags are held before outputs, so that one within a string of the other is put back after it.
		restore: (text) => held.reduceRight((all, liquid, i) => all.replaceAll(`ewliquid${i}x`, () => liquid), text),
	};
}

/** A template with each of its outputs passed through the filter `as_…` of its position. */
export function withPositions(template: string, positionAt: (before: string) => Position): string {
	return template.replace(output, (_, expression: string, index: number) => {
		const position = positionAt(withoutLiquid(template.slice(0, index)));
		return `{{${expression}| ${filterOf(position)} }}`;
	});
}

/** The Liquid filter that escapes for a position. */
export function filterOf(position: Position): string {
	return `as_${position.replace('-', '_')}`;
}

/** The position within a URL. */
export function positionInUrl(before: string): Position {
	return before.trim() === '' ? 'url' : 'url-part';
}

/**
 * The position within HTML, by what stands before it; null within a tag, but outside of an attribute's quotes, where no value
 * can be held together.
 */
export function positionInHtml(before: string): Position | null {
	const code = /<(script|style)\b[^>]*>(?![\s\S]*<\/\1)/i.exec(before)?.[1]?.toLowerCase();
	if (code) return code === 'script' ? 'script' : 'style';
	const open = before.replace(/<!--[\s\S]*?-->/g, '').replace(/<\/?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi, '');
	const begun = /<\/?[a-z][\s\S]*$/i.exec(open)?.[0];
	if (begun === undefined) return 'text';
	const [, name = '', , value = ''] = /([^\s"'<>/=]+)\s*=\s*(["'])((?:(?!\2)[\s\S])*)$/.exec(begun) ?? [];
	if (name === '') return null;
	const attribute = name.toLowerCase();
	if (attribute === 'style') return 'style';
	return urlAttributes.has(attribute) ? positionInUrl(value) : 'attribute';
}
