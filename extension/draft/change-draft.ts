import type { Edit } from '../../core/edit/types.ts';
import type { Experience, Variant } from '../../core/release/types.ts';
import type { SavedExperience } from '../api/shapes.ts';
import { begin, commit, type History, redo, undo } from './history.ts';
import { sameJson } from './same-json.ts';

/** What the panel may change of an experience. */
export type Content = Pick<Experience, 'status' | 'variants'>;

/** An experience as it was last loaded or saved, and what has been done to it since. */
export interface Draft {
	readonly base: SavedExperience;
	/** What was loaded or sent last, in our own words: servers tidy what they are sent, which is no change of ours. */
	readonly saved: Content;
	readonly history: History<Content>;
}

export type Change =
	| { readonly kind: 'put-edit'; readonly variantId: string; readonly edit: Edit }
	| { readonly kind: 'remove-edit'; readonly variantId: string; readonly editId: string }
	/** One place up (-1) or down (1) among the variant's edits. */
	| { readonly kind: 'move-edit'; readonly variantId: string; readonly editId: string; readonly by: -1 | 1 }
	| { readonly kind: 'add-variant'; readonly variant: Variant }
	| { readonly kind: 'set-status'; readonly status: Experience['status'] }
	| { readonly kind: 'undo' }
	| { readonly kind: 'redo' };

export function startDraft(base: SavedExperience): Draft {
	const saved = contentOf(base);
	return { base, saved, history: begin(saved) };
}

/** The draft after a change; the very same draft when the change changes nothing. */
export function changeDraft(draft: Draft, change: Change): Draft {
	const history = changeHistory(draft.history, change);
	return history === draft.history ? draft : { ...draft, history };
}

/** After `sent` was saved as `base`: what can be undone stays, and what was changed meanwhile stays unsaved. */
export function rebaseDraft(draft: Draft, base: SavedExperience, sent: Content): Draft {
	return { ...draft, base, saved: sent };
}

/** Whether the draft differs from what is saved. */
export function isUnsaved({ saved, history }: Draft): boolean {
	return !sameJson(saved, history.present);
}

export function findVariant({ history }: Draft, variantId: string): Variant | undefined {
	return history.present.variants.find(({ id }) => id === variantId);
}

function contentOf({ status, variants }: Content): Content {
	return { status, variants };
}

function changeHistory(history: History<Content>, change: Change): History<Content> {
	if (change.kind === 'undo') return undo(history);
	if (change.kind === 'redo') return redo(history);
	const next = changeContent(history.present, change);
	return next === history.present ? history : commit(history, next);
}

function changeContent(content: Content, change: Exclude<Change, { kind: 'undo' | 'redo' }>): Content {
	switch (change.kind) {
		case 'put-edit':
			return withEdits(content, change.variantId, (edits) => putEdit(edits, change.edit));
		case 'remove-edit':
			return withEdits(content, change.variantId, (edits) => edits.filter(({ id }) => id !== change.editId));
		case 'move-edit':
			return withEdits(content, change.variantId, (edits) => moveEdit(edits, change.editId, change.by));
		case 'add-variant':
			return { ...content, variants: [...content.variants, change.variant] };
		case 'set-status':
			return content.status === change.status ? content : { ...content, status: change.status };
	}
}

function withEdits(content: Content, variantId: string, edit: (edits: readonly Edit[]) => readonly Edit[]): Content {
	const variants = content.variants.map((variant) =>
		variant.id === variantId ? { ...variant, edits: edit(variant.edits) } : variant,
	);
	return sameJson(variants, content.variants) ? content : { ...content, variants };
}

/** In its old place when an edit with its id is there already, so that the order of edits never changes by rewording one. */
export function putEdit(edits: readonly Edit[], edit: Edit): readonly Edit[] {
	const known = edits.some(({ id }) => id === edit.id);
	return known ? edits.map((old) => (old.id === edit.id ? edit : old)) : [...edits, edit];
}

/** The first cannot go up, nor the last down. */
function moveEdit(edits: readonly Edit[], editId: string, by: -1 | 1): readonly Edit[] {
	const from = edits.findIndex(({ id }) => id === editId);
	const edit = edits[from];
	const neighbour = edits[from + by];
	if (!edit || !neighbour) return edits;
	return edits.map((each) => (each === edit ? neighbour : each === neighbour ? edit : each));
}
