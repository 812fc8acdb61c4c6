import type { Edit } from '../../core/edit/types.ts';
import { applyHtml, applyInsert, applyRemove } from './content.ts';
import { type Change, refuse } from './outcome.ts';
import { applyHide, applyStyle } from './style.ts';
import { applyText } from './text.ts';

/** Makes the changes that `edits.js` makes by itself, before the page is painted. The others, and what the edge has made, it leaves. */
export function makeCommon(_root: Document, element: Element | null, edit: Edit, isMade: boolean): Change | undefined {
	if (isMade || !element) return;
	if (element.localName === 'script') refuse();
	switch (edit.kind) {
		case 'text':
			return applyText(element, edit);
		case 'html':
			return applyHtml(element, edit);
		case 'style':
			return applyStyle(element, edit.properties);
		case 'hide':
			return applyHide(element);
		case 'insert':
			return applyInsert(element, edit);
		case 'remove':
			return applyRemove(element);
	}
}
