import { Liquid, type Template } from 'liquidjs';
import {
	attributeComplaint,
	cssComplaint,
	escapeFor,
	filterOf,
	hasLiquid,
	liquidComplaint,
	type Position,
	positionInHtml,
	positionInUrl,
	redirectTarget,
	styleComplaint,
	urlAttributes,
	urlComplaint,
	withPositions,
} from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import type { Decision } from '../../core/experience/index.ts';
import type { Recommendation } from '../../core/recommend/index.ts';
import { liquidOptions } from '../liquid.ts';

/** What templates may speak of: `profile`, `traits`, `account`, `geo`, `page`, `device`, `utm`, `recommendations`. */
export type Scope = Readonly<Record<string, unknown>>;

/** A page does not wait longer for its values, in ms, and gets no more than so much of them. */
const liquid = new Liquid({ ...liquidOptions, parseLimit: 100_000, renderLimit: 50, memoryLimit: 1_000_000 });
const escaped: readonly Position[] = ['text', 'attribute', 'url', 'url-part', 'style', 'script'];
for (const position of escaped)
	liquid.registerFilter(filterOf(position), (value: unknown) => escapeFor(position, value));
/** Where an executor escapes the value itself, a URL is only held to being no code. */
liquid.registerFilter('as_plain_url', (value: unknown) => {
	const text = String(value ?? '');
	return urlComplaint(text, 'a link') === null ? text : '#';
});

const compiled = new Map<string, readonly Template[]>();
const mostCompiled = 500;

/** What a scope holds of somebody's attributes: each of their traits by `profile.…` too. */
function scopeOf(attributes: Scope, recommendations: readonly Recommendation[]): Scope {
	const { traits, account, geo, page, device, utm, id } = attributes;
	return { ...{ traits, account, geo, page, device, utm }, profile: { ...Object(traits), id }, recommendations };
}

/**
 * Decisions with their edits filled in. One of which nothing is left does not apply, unless what is gone is a redirect to where
 * the visitor is.
 * @param attributes of who asks, as conditions know them
 * @param recommendations for who asks on the page; none where no edit speaks of them
 * @param url of the page; null where there is none
 */
export function fillDecisions(
	decisions: readonly Decision[],
	attributes: Scope,
	recommendations: readonly Recommendation[],
	url: string | null,
): Decision[] {
	const scope = scopeOf(attributes, recommendations);
	return decisions.flatMap((decision) => {
		const edits = fillEdits(decision.edits, scope, url);
		const isThere = decision.edits.every(({ kind }) => kind === 'redirect') || Object.keys(decision.values).length > 0;
		return edits.length > 0 || isThere ? [{ ...decision, edits }] : [];
	});
}

/**
 * Edits with their Liquid filled in, each value escaped for where it lands, and redirects worked out: one that leads to where
 * the visitor is goes. An edit that cannot be filled in, or whose value may not land on a page, is left out.
 * @param url of the page
 */
export function fillEdits(edits: readonly Edit[], scope: Scope, url: string | null): Edit[] {
	return edits.flatMap((edit) => {
		try {
			const filled = fillEdit(edit, scope);
			return filled.kind === 'redirect' ? atTarget(filled, url) : filled;
		} catch (error) {
			console.warn('an edit could not be filled in', edit.id, error);
			return [];
		}
	});
}

function atTarget(edit: Extract<Edit, { kind: 'redirect' }>, url: string | null): Edit[] {
	const target = url === null ? null : redirectTarget(edit.url, url);
	return target === null ? [] : [{ ...edit, url: target }];
}

function fillEdit(edit: Edit, scope: Scope): Edit {
	switch (edit.kind) {
		case 'text':
			return { ...edit, value: fill(edit.value, scope) };
		case 'attribute':
			return { ...edit, value: edit.value === null ? null : fillAttribute(edit.name, edit.value, scope) };
		case 'style':
			return { ...edit, properties: fillStyle(edit.properties, scope) };
		case 'html':
		case 'insert':
		case 'replace':
			return { ...edit, html: fillHtml(edit.html, scope) };
		case 'image':
			return {
				...edit,
				src: fillUrl(edit.src, scope),
				...(edit.alt !== undefined && { alt: fill(edit.alt, scope) }),
			};
		case 'link':
			return { ...edit, href: fillUrl(edit.href, scope) };
		case 'css':
			return {
				...edit,
				css: accepted(
					fill(edit.css, scope, () => 'style'),
					cssComplaint,
				),
			};
		case 'redirect':
			return { ...edit, url: fillUrl(edit.url, scope) };
		default:
			return edit;
	}
}

function fillAttribute(name: string, value: string, scope: Scope): string {
	if (!hasLiquid(value)) return value;
	const attribute = name.toLowerCase();
	const filled = urlAttributes.has(attribute)
		? fillUrl(value, scope)
		: fill(value, scope, attribute === 'style' ? () => 'style' : undefined);
	return accepted(filled, (text) => attributeComplaint(name, text));
}

function fillStyle(properties: Readonly<Record<string, string | null>>, scope: Scope) {
	const filled = Object.entries(properties).map(([name, value]) => {
		const text = value === null ? null : fill(value, scope, () => 'style');
		return [name, text === null ? null : accepted(text, () => styleComplaint(name, text))] as const;
	});
	return Object.fromEntries(filled);
}

function fillHtml(html: string, scope: Scope): string {
	if (!hasLiquid(html)) return html;
	return fill(html, scope, (before) => accepted(positionInHtml(before), notInTag) ?? 'text');
}

function notInTag(position: Position | null): string | null {
	return position === null ? 'Liquid stands in a tag, outside of an attribute’s quotes.' : null;
}

function fillUrl(url: string, scope: Scope): string {
	if (!hasLiquid(url)) return url;
	accepted(url, liquidComplaint);
	const template = withPositions(url, positionInUrl).replaceAll(`| ${filterOf('url')} }}`, '| as_plain_url }}');
	return accepted(render(template, scope).trim(), (text) => urlComplaint(text, 'a link'));
}

/** Without a position the value is text, which executors escape themselves. */
function fill(template: string, scope: Scope, positionAt?: (before: string) => Position): string {
	if (!hasLiquid(template)) return template;
	accepted(template, liquidComplaint);
	return render(positionAt ? withPositions(template, positionAt) : template, scope);
}

function render(template: string, scope: Scope): string {
	const known = compiled.get(template) ?? liquid.parse(template);
	if (compiled.size >= mostCompiled) compiled.clear();
	compiled.set(template, [...known]);
	return String(liquid.renderSync([...known], scope));
}

function accepted<T>(value: T, complaintOf: (value: T) => string | null): T {
	const complaint = complaintOf(value);
	if (complaint !== null) throw new TypeError(complaint);
	return value;
}
