import { isUntouchable } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { applyEdit } from './apply-edit.ts';
import type { Rule } from './rewriting/element-editor.ts';
import type { PageElement } from './rewriting/page-element.ts';

/**
 * Edits as rules, one for each selector: each is made on the first element that it matches, and only if that is of the type the edit
 * expects: whether more would match cannot be known while the page streams by.
 */
export function rulesOf(edits: readonly Edit[]): Rule[] {
	const groups = Map.groupBy(edits, (edit) => edit.selector.trim());
	groups.delete('');
	return [...groups].map(([selector, group]) => ({ selector, edit: (element) => makeEdits(element, group) }));
}

function makeEdits(element: PageElement, edits: readonly Edit[]): void {
	if (isUntouchable(element.tagName)) return;
	for (const edit of edits) {
		if (edit.expect?.tag !== undefined && edit.expect.tag.toLowerCase() !== element.tagName) continue;
		try {
			applyEdit(element, edit);
		} catch (error) {
			console.warn('an edit could not be made', error);
		}
	}
}
