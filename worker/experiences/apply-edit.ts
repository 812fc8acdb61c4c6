import { decodeHTMLAttribute } from 'entities/decode';
import { attributeComplaint, attributesOf, escapeText, styleComplaint, withProperties } from '../../core/edit/index.ts';
import type { Edit, EditOf } from '../../core/edit/types.ts';
import { endIsCertain } from './place-edits.ts';
import type { PageElement } from './rewriting/page-element.ts';
import { withReferences } from './rewriting/page-text.ts';

/** Makes one edit on an element as it streams by. */
export function applyEdit(element: PageElement, edit: Edit): void {
	switch (edit.kind) {
		case 'text':
			setText(element, edit);
			return;
		case 'html':
			element.setContent(asciiHtml(edit.html));
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
			element.replace('');
			return;
		case 'insert':
			element.insert(edit.position, asciiHtml(edit.html));
			return;
		case 'replace':
			element.replace(asciiHtml(edit.html));
	}
}

/** HTML in ASCII, so that it means the same whatever the page's charset turns out to be. */
function asciiHtml(html: string): string {
	return html.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/**
 * With a text that is expected, what the element says has to pass first. Without, where the end tag may be left out, what follows the
 * text may not be the element's any more.
 */
function setText(element: PageElement, { value, expect }: EditOf<'text'>): void {
	const html = asciiHtml(escapeText(value));
	if (expect?.text !== undefined) element.expect({ text: expect.text, html });
	else if (endIsCertain(element.tagName)) element.setContent(html);
	else element.setText(html);
}

/** A value as it stands in an attribute, but for quotes. */
function attributeText(value: string): string {
	return asciiHtml(value.replaceAll('&', '&amp;'));
}

function setAttribute(element: PageElement, name: string, value: string | null): void {
	if (attributeComplaint(name, value) !== null) return;
	element.setAttribute(name, value === null ? null : attributeText(value));
}

function setClasses(element: PageElement, add: readonly string[], remove: readonly string[]): void {
	const before = (readAttribute(element, 'class') ?? '').split(/[\t\n\f\r ]+/).filter(Boolean);
	const kept = before.filter((name) => !remove.includes(element.read(name)));
	const names = new Set(kept.map((name) => element.read(name)));
	const added = [...new Set(add)].filter((name) => !names.has(name));
	writeKept(element, 'class', [kept.join(' '), added.join(' ')]);
}

/** A value that may not stand there leaves the style as it is. */
function setStyle(element: PageElement, properties: Readonly<Record<string, string | null>>): void {
	if (Object.entries(properties).some(([name, value]) => styleComplaint(name, value) !== null)) return;
	const none = Object.fromEntries(Object.keys(properties).map((name) => [name, null]));
	writeKept(element, 'style', [
		withProperties(readAttribute(element, 'style'), none),
		withProperties(null, properties),
	]);
}

/** Not shown: by its attribute, and by its style where the page's own style says otherwise. */
function hide(element: PageElement): void {
	element.setAttribute('hidden', '');
	setStyle(element, { display: 'none !important' });
}

/** An attribute with its references read; what is not ASCII of its own stays as it came. */
function readAttribute(element: PageElement, name: string): string | null {
	const value = element.getAttribute(name);
	return value === null ? null : decodeHTMLAttribute(value);
}

/**
 * Writes an attribute of two parts: what it held before, whose characters may be of a charset that nobody declared, so that they
 * are put back as they came, and what is ours. Empty, it goes.
 */
function writeKept(element: PageElement, name: string, [kept, ours]: readonly [string, string]): void {
	const parts = [withReferences(kept.replaceAll('&', '&amp;')), attributeText(ours)].filter((part) => part !== '');
	element.setAttribute(name, parts.length > 0 ? parts.join(' ') : null);
}
