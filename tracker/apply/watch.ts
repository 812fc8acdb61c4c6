import type { Edit } from '../../core/edit/types.ts';
import type { AppliedEdits, EditFailure } from './outcome.ts';
import { type Progress, startProgress } from './progress.ts';

/** How long, once the document is complete, elements that the page's own scripts render are waited for. */
const settleMs = 3_000;

export interface Watching {
	/** Aborting stops and takes everything back; then nothing is called any more. */
	readonly signal: AbortSignal;
	/** Called once: when all are applied, or when the page has settled without the rest. */
	onDone(result: AppliedEdits): void;
	/** Called for edits that the page has put back time and again. */
	onLost(failed: readonly EditFailure[]): void;
	/** Whether the edge has made an edit already, so that it is only looked after. */
	isMade(edit: Edit): boolean;
}

/**
 * Applies edits as their elements arrive, and makes them again where the page's own scripts put the original back. One
 * observer looks at the changes, as long as something is waited for or looked after. Edits need ids that differ.
 */
export function watchEdits(document: Document, edits: readonly Edit[], watching: Watching): void {
	const { signal, onDone, onLost, isMade } = watching;
	if (signal.aborted) return;
	const progress = startProgress(document, edits, isMade);
	let isSettled = false;
	const settle = () => {
		if (isSettled) return;
		isSettled = true;
		onDone(progress.result());
		look();
	};
	const look = () => {
		repair(progress, onLost);
		if (!isSettled && progress.advance()) settle();
		if (isSettled && !progress.isHeld()) stop();
	};
	const stop = observe(document, look, () => progress.restart(), settle);
	signal.addEventListener('abort', () => {
		stop();
		progress.result().undo();
	});
	look();
}

function repair(progress: Progress, onLost: Watching['onLost']): void {
	const lost = progress.repair();
	if (lost.length) onLost(lost);
}

/** Looks at each change of the document, and calls `onSettled` when it is complete for a while. Answers how to stop. */
export function observe(document: Document, look: () => void, onParsed: () => void, onSettled: () => void): () => void {
	const observer = new MutationObserver(() => {
		look();
		// What we have just done is no news.
		observer.takeRecords();
	});
	let timer: ReturnType<typeof setTimeout> | undefined;
	const settle = () => {
		timer = setTimeout(onSettled, settleMs);
	};
	const parsed = () => {
		settle();
		onParsed();
		look();
	};
	// What waits for the page's scripts to have taken it over.
	addEventListener('load', look);
	observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
	if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', parsed);
	else settle();
	return () => {
		observer.disconnect();
		removeEventListener('load', look);
		clearTimeout(timer);
		document.removeEventListener('DOMContentLoaded', parsed);
	};
}
