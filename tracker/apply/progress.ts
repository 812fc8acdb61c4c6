import type { Edit } from '../../core/edit/types.ts';
import { applyEach, failuresOf, undoAll } from './apply.ts';
import { findElement } from './find.ts';
import type { AppliedEdits, EditFailure, Outcome } from './outcome.ts';

/** How often an edit is made again on a page that puts the original back. */
const mostRepairs = 10;

/** Edits on a page that is still coming: which are applied so far, and which still wait for their element. */
export interface Progress {
	/** Applies what can be applied now. Answers whether nothing is left to wait for. */
	advance(): boolean;
	/** Makes again what the page has undone since. Answers what of it is given up; undefined when there was nothing. */
	repair(): readonly EditFailure[] | undefined;
	/** Takes back what was applied and begins anew. */
	restart(): void;
	result(): AppliedEdits;
}

/**
 * Starts the edits' way onto a document. While it is being parsed, what is applied is provisional (a selector that is
 * ambiguous at the end can look unique half-way), so `advance` is not done before the document is.
 * @param isMade whether the edge has made an edit already
 */
export function startProgress(document: Document, edits: readonly Edit[], isMade: (edit: Edit) => boolean): Progress {
	/** In the order in which they came about. */
	const held = new Map<Edit, Outcome>();
	const repairs = new Map<Edit, number>();
	let waiting = edits;
	let failed: readonly EditFailure[] = [];
	const givenUp: EditFailure[] = [];
	const undo = () => {
		undoAll(held);
		held.clear();
	};
	const apply = (some: readonly Edit[], made: typeof isMade) => {
		const outcomes = applyEach(document, some, made);
		for (const [edit, outcome] of outcomes) if (outcome.status === 'applied') held.set(edit, outcome);
		return failuresOf(outcomes);
	};
	return {
		advance() {
			failed = apply(
				waiting.filter((edit) => isParsed(document, edit)),
				isMade,
			);
			waiting = waiting.filter((edit) => !held.has(edit));
			return !waiting.length && document.readyState !== 'loading';
		},
		repair() {
			// One whose element is away for now is looked for at the next change.
			const moved = [...held.keys()].filter((edit) => !held.get(edit)?.holds() && isThere(document, edit));
			const isHopeless = (edit: Edit) => {
				const times = (repairs.get(edit) ?? 0) + 1;
				repairs.set(edit, times);
				return times > mostRepairs && held.delete(edit);
			};
			const lost = moved.filter(isHopeless).map(({ id }) => ({ id, status: 'reverted' as const }));
			givenUp.push(...lost);
			apply(
				moved.filter((edit) => held.has(edit)),
				() => false,
			);
			return moved.length ? lost : undefined;
		},
		restart() {
			undo();
			waiting = edits;
		},
		result: () => ({ applied: [...held.keys()].map(({ id }) => id), failed: [...failed, ...givenUp], undo }),
	};
}

function isThere(document: Document, edit: Edit): boolean {
	return !edit.selector || 'element' in findElement(document, edit);
}

/**
 * Whether an edit marked `late` (on a page that a framework takes over) has waited for the page to be complete, and whether
 * the parser is past the edit's element: text set any earlier would be followed by the rest of the original. */
function isParsed(document: Document, edit: Edit): boolean {
	if ('late' in edit && document.readyState !== 'complete') return false;
	if (document.readyState !== 'loading' || !edit.selector) return true;
	const found = findElement(document, edit);
	if ('status' in found) return false;
	for (let node: Node | null = found.element; node; node = node.parentNode) if (node.nextSibling) return true;
	return false;
}
