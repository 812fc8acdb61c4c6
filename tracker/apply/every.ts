import type { Edit } from '../../core/edit/types.ts';
import { applyEach, type Changes, type IsMade, undoAll } from './apply.ts';
import { applyAttributes, applyImage } from './attribute.ts';
import { applyClass } from './class.ts';
import { makeCommon } from './common.ts';
import { applyRemove, nodesOf } from './content.ts';
import { findElement, meets } from './find.ts';
import { findMade, nothing } from './made.ts';
import { applyMove } from './move.ts';
import { type AppliedEdits, type Change, refuse } from './outcome.ts';
import { applyCss } from './sheet.ts';

/** Applies edits of every kind as `applyEach` does, once. */
export function applyEdits(root: Document, edits: readonly Edit[], isMade: IsMade = () => false): AppliedEdits {
	const changes: Changes = new Map();
	const failed = applyEach(root, edits, makeEvery, changes, isMade);
	return {
		applied: [...changes.keys()].map(({ id }) => id),
		failed,
		isUndone: () => [...changes].some(([edit, change]) => isUndone(root, edit, change)),
		undo: () => undoAll(changes),
	};
}

/** Whether the page has put the original back; not while the element is away. */
export function isUndone(root: Document, edit: Edit, change: Change): boolean {
	// What was taken out may come back as another element.
	if (edit.kind !== 'remove' && change.holds()) return false;
	return !edit.selector || typeof findElement(root, edit) !== 'string';
}

/** Makes the changes of all kinds, and looks after those that the edge has made. */
export function makeEvery(root: Document, element: Element | null, edit: Edit, isMade: boolean): Change {
	if (!element) return changePage(root, edit);
	if (isMade && !isAsMade(element, edit) && !meets(element, edit.expect)) refuse();
	return (isMade && findMade(element, edit)) || makeCommon(root, element, edit, false) || makeRare(root, element, edit);
}

/** An element that says what the edge made of it needs not say what was expected; where the edge found another text, it changed nothing. */
function isAsMade(element: Element, edit: Edit): boolean {
	return meets(element, { ...edit.expect, text: edit.kind === 'text' ? edit.value : undefined });
}

/** A change of no element that is there: of the page itself, or one by which the edge has taken it out. */
function changePage(root: Document, edit: Edit): Change {
	if (edit.kind === 'css') return applyCss(root, edit);
	// Whoever shows edits goes where one leads before they show any.
	return edit.kind === 'redirect' ? nothing : { ...nothing, holds: () => typeof findElement(root, edit) === 'string' };
}

function makeRare(root: Document, element: Element, edit: Edit): Change {
	switch (edit.kind) {
		case 'class':
			return applyClass(element, edit);
		case 'image':
			return applyImage(element, edit);
		case 'attribute':
		case 'link':
			return applyAttributes(element, edit);
		case 'replace':
			return applyRemove(element, nodesOf(element, edit.html));
		case 'move':
			return applyMove(root, element, edit);
	}
	return refuse();
}
