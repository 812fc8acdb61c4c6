import type { Edit } from '../../core/edit/types.ts';
import { applyEdits } from './apply.ts';
import { findElement } from './find.ts';
import type { AppliedEdits, EditFailure } from './outcome.ts';

/** Edits on a page that is still coming: which are applied so far, and which still wait for their element. */
export interface Progress {
	/** Applies what can be applied now. Answers whether nothing is left to wait for. */
	advance(): boolean;
	/** Takes back what was applied and begins anew. */
	restart(): void;
	result(): AppliedEdits;
}

/**
 * Starts the edits' way onto a document. While it is being parsed, what is applied is provisional (a selector that is
 * ambiguous at the end can look unique half-way), so `advance` is not done before the document is.
 */
export function startProgress(document: Document, edits: readonly Edit[]): Progress {
	let passes: AppliedEdits[] = [];
	let waiting = edits;
	let failed: readonly EditFailure[] = [];
	const undo = () => {
		for (const pass of passes.reverse()) pass.undo();
		passes = [];
	};
	return {
		advance() {
			const pass = applyEdits(
				document,
				waiting.filter((edit) => isParsed(document, edit)),
			);
			if (pass.applied.length) passes.push(pass);
			failed = pass.failed;
			waiting = waiting.filter(({ id }) => !pass.applied.includes(id));
			return !waiting.length && document.readyState !== 'loading';
		},
		restart() {
			undo();
			waiting = edits;
		},
		result: () => ({ applied: passes.flatMap((pass) => pass.applied), failed, undo }),
	};
}

/** Whether the parser is past the edit's element: text set any earlier would be followed by the rest of the original. */
function isParsed(document: Document, edit: Edit): boolean {
	if (document.readyState !== 'loading') return true;
	const found = findElement(document, edit);
	if ('status' in found) return false;
	for (let node: Node | null = found.element; node; node = node.parentNode) if (node.nextSibling) return true;
	return false;
}
