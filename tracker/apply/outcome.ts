import type { Edit } from '../../core/edit/types.ts';

export type { EditOf } from '../../core/edit/types.ts';

/** Takes a change back; does nothing the second time, and leaves alone what the page itself has changed since. */
export type Undo = () => void;

/** Ends an edit that may not be made here, before it has changed anything. */
export function refuse(): never {
	throw new TypeError();
}

/** What an edit has done to the page. */
export interface Change {
	readonly undo: Undo;
	/** Whether the page still is as the edit made it. */
	holds(): boolean;
}

/**
 * Why an edit did not change the page.
 * `missing`: the selector matches nothing (or is no selector); `ambiguous`: it matches several elements;
 * `unexpected`: the element is not what it was when the edit was made, or the value may not land on a page;
 * `reverted`: the page has put the original back time and again, and keeps it.
 */
export type EditStatus = 'missing' | 'ambiguous' | 'unexpected' | 'reverted';

export interface EditFailure {
	readonly id: Edit['id'];
	readonly status: EditStatus;
}

export interface AppliedEdits {
	/** Ids of the edits that changed the page, in the order they were given. */
	readonly applied: readonly string[];
	readonly failed: readonly EditFailure[];
	/** Whether the page has put the original of any of them back. */
	isUndone(): boolean;
	/** Takes all of it back, the last change first. */
	readonly undo: Undo;
}
