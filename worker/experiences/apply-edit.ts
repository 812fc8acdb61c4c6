import { decodeHTMLAttribute } from 'entities/decode';
import { attributeComplaint, attributesOf, escapeText, styleComplaint, withProperties } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';

/** Elements that cannot hold text: an end tag never comes. */
export const voidElement = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/**
 * Makes one edit on an element as it streams by. Text edits of elements whose end is not certain are made by
 * `replaceText` instead. The rewriter escapes nothing but quotes in attributes, and reads them undecoded.
 */
export function applyEdit(element: Element, edit: Edit): void {
	switch (edit.kind) {
		case 'text':
			setContent(element, textHtml(edit.value));
			return;
		case 'html':
			setContent(element, asciiHtml(edit.html));
			return;
		case 'attribute':
		case 'image':
		case 'link':
			for (const [name, value] of attributesOf(edit)) setAttribute(element, name, value);
			return;
		case 'class':
			setClasses(element, edit.add, edit.remove);
			return;
		case 'style':
			setStyle(element, edit.properties);
			return;
		case 'hide':
			hide(element);
			return;
		case 'remove':
			element.remove();
			return;
		case 'insert':
			element[edit.position](asciiHtml(edit.html), { html: true });
			return;
		case 'replace':
			element.replace(asciiHtml(edit.html), { html: true });
	}
}

function setContent(element: Element, html: string): void {
	if (!voidElement.test(element.tagName)) element.setInnerContent(html, { html: true });
}

/** Text as HTML in ASCII, so that it means the same whatever the page's charset turns out to be. */
export function textHtml(text: string): string {
	return asciiHtml(escapeText(text));
}

/** HTML in ASCII. */
export function asciiHtml(html: string): string {
	return html.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** A value as the rewriter wants it: it escapes quotes itself. */
function attributeText(value: string): string {
	return asciiHtml(value.replaceAll('&', '&amp;'));
}

function setAttribute(element: Element, name: string, value: string | null): void {
	if (attributeComplaint(name, value) !== null) return;
	if (value === null) element.removeAttribute(name);
	else element.setAttribute(name, attributeText(value));
}

function setClasses(element: Element, add: readonly string[], remove: readonly string[]): void {
	const removed = new Set(remove);
	const before = readAttribute(element, 'class') ?? '';
	const kept = before.split(/[\t\n\f\r ]+/).filter((name) => name && !removed.has(name));
	const added = [...new Set(add)].filter((name) => !kept.includes(name));
	writeKept(element, 'class', [kept.join(' '), added.join(' ')]);
}

/** A value that may not stand there leaves the style as it is. */
function setStyle(element: Element, properties: Readonly<Record<string, string | null>>): void {
	if (Object.entries(properties).some(([name, value]) => styleComplaint(name, value) !== null)) return;
	const none = Object.fromEntries(Object.keys(properties).map((name) => [name, null]));
	writeKept(element, 'style', [
		withProperties(readAttribute(element, 'style'), none),
		withProperties(null, properties),
	]);
}

/** Not shown: by its attribute, and by its style where the page's own style says otherwise. */
function hide(element: Element): void {
	element.setAttribute('hidden', '');
	setStyle(element, { display: 'none !important' });
}

/** The rewriter gives attributes undecoded. */
function readAttribute(element: Element, name: string): string | null {
	const value = element.getAttribute(name);
	return value === null ? null : decodeHTMLAttribute(value);
}

/**
 * Writes an attribute of two parts: what it held before, whose characters may be of a charset that nobody declared, so that they
 * are put back as they came, and what is ours. Empty, it goes.
 */
function writeKept(element: Element, name: string, [kept, ours]: readonly [string, string]): void {
	const parts = [kept.replaceAll('&', '&amp;'), attributeText(ours)].filter((part) => part !== '');
	if (parts.length > 0) element.setAttribute(name, parts.join(' '));
	else element.removeAttribute(name);
}
