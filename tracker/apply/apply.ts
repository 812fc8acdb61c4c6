import type { Edit } from '../../core/edit/types.ts';
import { type Found, findElement } from './find.ts';
import type { Change, EditFailure } from './outcome.ts';

/** Whether the edge has made an edit already: then it is only looked after. */
export type IsMade = (edit: Edit) => boolean;

/** Whether an edit says that the edge has made it. */
export function isMadeByEdge(edit: Edit): boolean {
	return 'made' in edit;
}

/** What an edit is about: an element, or (null) nothing that is there: the page itself, or what the edge has taken out. */
type Target = Found | null;

/** What was found for edits that are still to be made. */
export type Targets = Map<Edit, Target>;

/** What edits have done to the page, in the order in which it came about. */
export type Changes = Map<Edit, Change>;

/**
 * Makes an edit's change, or throws with nothing changed. Undefined where that is left to another file of the executor, which is
 * still to come.
 */
export type Make = (root: Document, element: Element | null, edit: Edit, isMade: boolean) => Change | undefined;

/**
 * Applies edits as the edge does: every selector is matched against the page as it was before the first change,
 * so that no edit depends on what another did. Fails closed: unless exactly the expected element is there, nothing changes, and
 * the answer says why. Never throws.
 * @param changes gets what was done
 * @param targets keeps what was found for edits that `make` leaves
 */
export function applyEach(
	root: Document,
	edits: readonly Edit[],
	make: Make,
	changes: Changes,
	isMade: IsMade,
	targets: Targets = new Map(),
): EditFailure[] {
	for (const edit of edits) {
		const known = targets.get(edit);
		// The page may have rendered it anew since.
		if (typeof known === 'string' || !known?.isConnected) targets.set(edit, findTarget(root, edit, isMade(edit)));
	}
	return edits.flatMap((edit) => {
		let status = targets.get(edit) ?? null;
		if (typeof status !== 'string') {
			try {
				const change = make(root, status, edit, isMade(edit));
				if (!change) return [];
				changes.set(edit, change);
				status = null;
			} catch {
				status = 'unexpected';
			}
		}
		targets.delete(edit);
		return status ? { id: edit.id, status } : [];
	});
}

/** Takes changes back, the last first. */
export function undoAll(changes: Changes): void {
	for (const { undo } of [...changes.values()].reverse()) undo();
	changes.clear();
}

function findTarget(root: Document, edit: Edit, isMade: boolean): Target {
	if (!edit.selector) return null;
	if (!isMade) return findElement(root, edit);
	// What it should be depends on what the edge has made of it: that is left to whoever looks after it.
	const found = findElement(root, { selector: edit.selector });
	return found === 'missing' && /^re(move|place)$/.test(edit.kind) ? null : found;
}
