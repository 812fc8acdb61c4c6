import { attributeComplaint, escapeText } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';

/** Elements that cannot hold text: an end tag never comes. */
const voidElement = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/**
 * Makes one edit on an element as it streams by. Text edits of elements whose end is not certain are made by
 * `replaceText` instead. The rewriter escapes nothing but quotes in attributes, and reads them undecoded.
 */
export function applyEdit(element: Element, edit: Edit): void {
	switch (edit.kind) {
		case 'text':
			if (!voidElement.test(element.tagName)) element.setInnerContent(textHtml(edit.value), { html: true });
			return;
		case 'attribute':
			setAttribute(element, edit.name, edit.value);
			return;
		case 'class':
			setClasses(element, edit.add, edit.remove);
			return;
		case 'hide':
			hide(element);
			return;
		case 'insert':
			element[edit.position](toReferences(edit.html), { html: true });
	}
}

/** Text as HTML in ASCII, so that it means the same whatever the page's charset turns out to be. */
export function textHtml(text: string): string {
	return toReferences(escapeText(text));
}

function toReferences(html: string): string {
	return html.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** A value as the rewriter wants it: it escapes quotes itself. */
function attributeText(value: string): string {
	return toReferences(value.replaceAll('&', '&amp;'));
}

function setAttribute(element: Element, name: string, value: string | null): void {
	if (attributeComplaint(name, value) !== null) return;
	if (value === null) element.removeAttribute(name);
	else element.setAttribute(name, attributeText(value));
}

function setClasses(element: Element, add: readonly string[], remove: readonly string[]): void {
	const removed = new Set(remove.map(attributeText));
	const kept = (element.getAttribute('class') ?? '').split(/[\t\n\f\r ]+/).filter((name) => name && !removed.has(name));
	const names = [...new Set([...kept, ...add.map(attributeText)])];
	if (names.length > 0) element.setAttribute('class', names.join(' '));
	else element.removeAttribute('class');
}

/**
 * Taking an element out would swallow the siblings of one that is not closed, so it stays and is not shown: by its
 * attribute, and by its style where the page's own style says otherwise and its Content-Security-Policy lets us.
 */
function hide(element: Element): void {
	element.setAttribute('hidden', '');
	const style = element.getAttribute('style')?.replace(/(?:^|;)\s*display\s*:[^;]*/gi, '') ?? '';
	element.setAttribute('style', `display:none!important;${style.replace(/^;/, '')}`);
}
