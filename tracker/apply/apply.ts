import type { Edit } from '../../core/edit/types.ts';
import { applyAttribute } from './attribute.ts';
import { applyClass } from './class.ts';
import { type Found, findElement } from './find.ts';
import { applyHide } from './hide.ts';
import { applyInsert } from './insert.ts';
import type { AppliedEdits, EditFailure, Outcome, Undo } from './outcome.ts';
import { runsCode } from './safety.ts';
import { applyText } from './text.ts';

/**
 * Applies one edit. Fails closed: unless exactly the expected element is there, nothing changes and the status says why.
 * Never throws.
 */
export function applyEdit(root: ParentNode, edit: Edit): Outcome {
	return applyTo(findElement(root, edit), edit);
}

/**
 * Applies edits as the edge does: every selector is matched against the page as it was before the first change,
 * so that no edit depends on what another did.
 */
export function applyEdits(root: ParentNode, edits: readonly Edit[]): AppliedEdits {
	const found = edits.map((edit) => ({ edit, target: findElement(root, edit) }));
	const applied: string[] = [];
	const failed: EditFailure[] = [];
	const undos: Undo[] = [];
	for (const { edit, target } of found) {
		const { status, undo } = applyTo(target, edit);
		if (status === 'applied') applied.push(edit.id);
		else failed.push({ id: edit.id, status });
		undos.unshift(undo);
	}
	return { applied, failed, undo: () => undoAll(undos) };
}

function undoAll(undos: readonly Undo[]): void {
	for (const undo of undos) undo();
}

function applyTo(target: Found, edit: Edit): Outcome {
	if ('status' in target) return { status: target.status, undo: () => {} };
	try {
		return { status: 'applied', undo: once(change(target.element, edit)) };
	} catch {
		return { status: 'unexpected', undo: () => {} };
	}
}

function change(element: Element, edit: Edit): Undo {
	if (element.localName === 'script') throw new TypeError('a script is not content');
	switch (edit.kind) {
		case 'text':
			return applyText(element, edit);
		case 'attribute':
			if (runsCode(edit.name, edit.value)) throw new TypeError(`${edit.name} could run code`);
			return applyAttribute(element, edit);
		case 'class':
			return applyClass(element, edit);
		case 'hide':
			return applyHide(element, edit);
		case 'insert':
			return applyInsert(element, edit);
	}
}

function once(undo: Undo): Undo {
	let done = false;
	return () => {
		if (done) return;
		done = true;
		undo();
	};
}
