import type { Edit } from '../../core/edit/types.ts';
import { applyEach, type Changes, isMadeByEdge, type Make, type Targets, undoAll } from './apply.ts';
import { makeCommon } from './common.ts';
import { findElement } from './find.ts';
import type { EditFailure } from './outcome.ts';

/** Edits on their way onto a page: what `edits.js` begins, and `later.js` goes on with. */
export interface Making {
	readonly changes: Changes;
	/** What is there for edits that wait for whoever can make them. */
	readonly targets: Targets;
	/** What still waits for its element, or for whoever can make it. */
	waiting: readonly Edit[];
	/** Why those that wait for their element did not find it at the last look. */
	failed: readonly EditFailure[];
	make: Make;
	/** Called at each change of the document. */
	look(): void;
	/** Applies what can be applied now. */
	advance(): void;
	/** Looks no more. What is applied stays. */
	stop(): void;
}

/**
 * Makes edits as their elements arrive, until the signal aborts and takes everything back. While the document is being parsed, what is
 * applied is provisional (a selector that is ambiguous at the end can look unique half-way). `onLook` is called before each look.
 */
export function startMaking(
	document: Document,
	edits: readonly Edit[],
	signal: AbortSignal,
	onLook: () => void,
): Making {
	const changes: Changes = new Map();
	const targets: Targets = new Map();
	const advance = () => {
		const ready = making.waiting.filter((edit) => isParsed(document, edit));
		making.failed = applyEach(document, ready, making.make, changes, isMadeByEdge, targets);
		making.waiting = making.waiting.filter((edit) => !changes.has(edit));
	};
	const stop = () => observer.disconnect();
	const making: Making = {
		changes,
		targets,
		waiting: edits,
		failed: [],
		make: makeCommon,
		advance,
		look: advance,
		stop,
	};
	const look = () => {
		onLook();
		making.look();
		// What we have just done is no news.
		observer.takeRecords();
	};
	const observer = new MutationObserver(look);
	observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
	const restart = () => {
		undoAll(changes);
		targets.clear();
		making.waiting = edits;
		look();
	};
	if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', restart, { signal });
	// What waits for the page's scripts to have taken it over.
	addEventListener('load', look, { signal });
	signal.addEventListener('abort', () => {
		stop();
		undoAll(changes);
	});
	look();
	return making;
}

/**
 * Whether an edit marked `late` (on a page that a framework takes over) has waited for the page to be complete, and whether
 * the parser is past the edit's element: text set any earlier would be followed by the rest of the original.
 */
function isParsed(document: Document, edit: Edit): boolean {
	const { readyState } = document;
	if ('late' in edit && readyState !== 'complete') return false;
	if (readyState !== 'loading' || !edit.selector) return true;
	const found = findElement(document, edit);
	if (typeof found === 'string') return false;
	for (let node: Node | null = found; node; node = node.parentNode) if (node.nextSibling) return true;
	return false;
}
