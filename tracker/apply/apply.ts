import type { Edit, ElementEdit } from '../../core/edit/types.ts';
import { applyAttributes, applyImage } from './attribute.ts';
import { applyClass } from './class.ts';
import { applyHtml, applyInsert, applyRemove } from './content.ts';
import { type Found, findElement } from './find.ts';
import { applyMove } from './move.ts';
import { type AppliedEdits, type Change, type EditFailure, type Outcome, refuse } from './outcome.ts';
import { applyCss } from './sheet.ts';
import { applyHide, applyStyle } from './style.ts';
import { applyText } from './text.ts';

/**
 * Applies one edit. Fails closed: unless exactly the expected element is there, nothing changes and the status says why.
 * Never throws.
 */
export function applyEdit(root: Document, edit: Edit): Outcome {
	return applyTo(root, findTarget(root, edit), edit, false);
}

/** Applies edits as `applyEach` does, once. */
export function applyEdits(root: Document, edits: readonly Edit[]): AppliedEdits {
	const outcomes = applyEach(root, edits, () => false);
	return {
		applied: outcomes.flatMap(([{ id }, { status }]) => (status === 'applied' ? id : [])),
		failed: failuresOf(outcomes),
		undo: () => undoAll(outcomes),
	};
}

/**
 * Applies edits as the edge does: every selector is matched against the page as it was before the first change,
 * so that no edit depends on what another did. Answers what became of each.
 * @param isMade whether the edge has made an edit already: then it is only looked after
 */
export function applyEach(
	root: Document,
	edits: readonly Edit[],
	isMade: (edit: Edit) => boolean,
): (readonly [Edit, Outcome])[] {
	const found = edits.map((edit) => [edit, findTarget(root, edit, isMade(edit))] as const);
	return found.map(([edit, target]) => [edit, applyTo(root, target, edit, isMade(edit))] as const);
}

export function failuresOf(outcomes: Iterable<readonly [Edit, Outcome]>): EditFailure[] {
	return [...outcomes].flatMap(([{ id }, { status }]) => (status === 'applied' ? [] : { id, status }));
}

/** Takes changes back, the last first. */
export function undoAll(outcomes: Iterable<readonly [Edit, Outcome]>): void {
	for (const [, { undo }] of [...outcomes].reverse()) undo();
}

/** What an edit is about: an element, or (null) nothing that is there: the page itself, or what the edge has taken out. */
type Target = Found | null;

function findTarget(root: Document, edit: Edit, isMade = false): Target {
	if (isOfPage(edit)) return null;
	if (!isMade) return findElement(root, edit);
	// An element that says what the edge made of it needs not say what was expected; where the edge found another text, it changed nothing.
	const text = edit.kind === 'text' ? edit.value : undefined;
	const found = findElement(root, { ...edit, expect: { ...edit.expect, text } });
	if ('element' in found) return found;
	const takesOut = edit.kind === 'remove' || edit.kind === 'replace';
	return takesOut && found.status === 'missing' ? null : findElement(root, edit);
}

const nothing: Change = { undo: () => {}, holds: () => true };

function isOfPage(edit: Edit): edit is Exclude<Edit, ElementEdit> {
	return edit.kind === 'css' || edit.kind === 'redirect';
}

function applyTo(root: Document, target: Target, edit: Edit, isMade: boolean): Outcome {
	const failed = (status: EditFailure['status']): Outcome => ({ ...nothing, status });
	if (target && 'status' in target) return failed(target.status);
	try {
		return { status: 'applied', ...change(root, target, edit, isMade) };
	} catch {
		return failed('unexpected');
	}
}

function change(root: Document, target: Exclude<Target, { status: unknown }>, edit: Edit, isMade: boolean): Change {
	// Whoever shows edits goes where one leads before they show any.
	if (isOfPage(edit)) return edit.kind === 'css' ? applyCss(root, edit) : nothing;
	const isGone = () => !('element' in findElement(root, edit));
	if (!target) return { ...nothing, holds: isGone };
	const { element } = target;
	if (element.localName === 'script') refuse();
	const made = changeElement(root, element, edit, isMade);
	if (edit.kind === 'replace') return made;
	const isThere = edit.kind === 'remove' ? isGone : () => element.isConnected;
	return { ...made, holds: () => isThere() && made.holds() };
}

function changeElement(root: Document, element: Element, edit: ElementEdit, isMade: boolean): Change {
	switch (edit.kind) {
		case 'text':
			return applyText(element, edit);
		case 'html':
			return applyHtml(element, edit, isMade);
		case 'attribute':
		case 'link':
			return applyAttributes(element, edit);
		case 'image':
			return applyImage(element, edit);
		case 'class':
			return applyClass(element, edit);
		case 'style':
			return applyStyle(element, edit.properties);
		case 'hide':
			return applyHide(element);
		case 'insert':
			return applyInsert(element, edit, isMade);
		case 'remove':
			return applyRemove(element);
		case 'replace':
			return applyRemove(element, edit.html, isMade);
		case 'move':
			return applyMove(root, element, edit);
	}
}
