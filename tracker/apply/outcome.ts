import type { Edit } from '../../core/edit/types.ts';

/** Takes a change back; does nothing the second time, and leaves alone what the page itself has changed since. */
export type Undo = () => void;

/**
 * What became of an edit. Only `applied` changed the page.
 * `missing`: the selector matches nothing (or is no selector); `ambiguous`: it matches several elements;
 * `unexpected`: the element is not what it was when the edit was made, or the value may not land on a page.
 */
export type EditStatus = 'applied' | 'missing' | 'ambiguous' | 'unexpected';

export interface Outcome {
	readonly status: EditStatus;
	readonly undo: Undo;
}

export interface EditFailure {
	readonly id: string;
	readonly status: Exclude<EditStatus, 'applied'>;
}

export interface AppliedEdits {
	/** Ids of the edits that changed the page, in the order they were given. */
	readonly applied: readonly string[];
	readonly failed: readonly EditFailure[];
	/** Takes all of it back, the last change first. */
	readonly undo: Undo;
}

/** The edit of one kind: `EditOf<'text'>`. */
export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;
