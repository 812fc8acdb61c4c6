import type { Edit } from '../../core/edit/types.ts';
import { applyEdits } from '../../tracker/apply/every.ts';
import type { AppliedEdits, EditFailure } from '../../tracker/apply/outcome.ts';

/** The page with a draft's edits on it, applied by the code that visitors get. */
export interface Stage {
	/** Takes back what was shown, lets the caller look at the page as the origin sent it, and applies these edits. Answers which did not find their element. */
	show(edits: readonly Edit[], look?: () => void): readonly EditFailure[];
	/** Does something on the page as the origin sent it, and puts the edits back. Nothing is painted in between. */
	onOriginal<T>(act: () => T): T;
}

export function setStage(document: Document, signal: AbortSignal): Stage {
	let edits: readonly Edit[] = [];
	let shown: AppliedEdits | undefined;
	const clear = () => {
		shown?.undo();
		shown = undefined;
	};
	const apply = () => {
		shown = edits.length ? applyEdits(document, edits) : undefined;
	};
	signal.addEventListener('abort', clear);
	return {
		show(next, look) {
			clear();
			look?.();
			edits = next;
			apply();
			return shown?.failed ?? [];
		},
		onOriginal(act) {
			clear();
			try {
				return act();
			} finally {
				apply();
			}
		},
	};
}
