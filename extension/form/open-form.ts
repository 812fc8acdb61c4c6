import type { Edit } from '../../core/edit/types.ts';
import { type About, complaintAbout, editOf, type Fields, fieldsOf } from './fields.ts';
import type { FormKind } from './kinds.ts';

/** A form that is open, for a new edit or for one that is there already. */
export interface OpenForm {
	/** The edit's. */
	readonly id: string;
	readonly isNew: boolean;
	readonly kind: FormKind;
	readonly about: About;
	/** The element's type; empty for the page, and where it is not known. */
	readonly tag: string;
	/** What it is about, for people. */
	readonly title: string;
	readonly fields: Fields;
	/** How the element is without the edit, by field. */
	readonly now: Fields;
	/** How surely the element is told from all others, from 0 to 1; null when that was not asked. */
	readonly confidence: number | null;
}

/** What a form for the page as a whole says that it is about. */
export const pageTitle = 'the whole page';

/** A form for an edit that is there already; null for what has none. */
export function formFor(edit: Edit): OpenForm | null {
	if (edit.kind === 'text' || edit.kind === 'hide') return null;
	const { id, kind, selector, expect, signals } = edit;
	const about: About = { selector, ...(expect && { expect }), ...(signals && { signals }) };
	return {
		...{ id, isNew: false, kind, about, tag: expect?.tag ?? '' },
		title: selector === '' ? pageTitle : (expect?.tag ?? 'this element'),
		...{ fields: fieldsOf(edit), now: {}, confidence: null },
	};
}

/** Kinds of which an element needs one edit only: choosing one anew goes on with the edit that is there. */
const onlyOnce: ReadonlySet<FormKind> = new Set([
	'link',
	'image',
	'style',
	'html',
	'replace',
	'move',
	'class',
	'remove',
	'css',
	'redirect',
]);

/**
 * The form with another kind chosen: what was filled in stays, and where the variant has such an edit of the element, it is that one.
 * @param newId of an edit that is not there yet
 */
export function withKind(form: OpenForm, kind: FormKind, edits: readonly Edit[], newId: string): OpenForm {
	const known = onlyOnce.has(kind)
		? edits.find((edit) => edit.kind === kind && edit.selector === form.about.selector)
		: undefined;
	const fields = known ? { ...form.fields, ...fieldsOf(known) } : form.fields;
	return { ...form, kind, id: known?.id ?? newId, isNew: known === undefined, fields };
}

/** What the form would make of the page as it is filled in now; null while that would be refused. */
export function sketchOf({ kind, id, about, fields }: OpenForm): Edit | null {
	const edit = editOf(kind, id, about, fields);
	return complaintAbout(edit) === null ? edit : null;
}
