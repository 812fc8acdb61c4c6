import type { Edit } from '../../core/edit/types.ts';
import type { AppliedEdits } from './outcome.ts';
import { startProgress } from './progress.ts';

/** How long, once the document is complete, elements that the page's own scripts render are waited for. */
const settleMs = 3_000;

/**
 * Applies edits as their elements arrive, and calls `onDone` once: when all are applied, or when the page has settled
 * without the rest. Nothing is observed when all is there at once. Aborting stops and takes everything back; then
 * `onDone` is not called any more. Edits need ids that differ.
 */
export function watchEdits(
	document: Document,
	edits: readonly Edit[],
	signal: AbortSignal,
	onDone: (result: AppliedEdits) => void,
): void {
	if (signal.aborted) return;
	const progress = startProgress(document, edits);
	const finish = () => {
		stopLooking();
		onDone(progress.result());
	};
	const look = () => {
		if (progress.advance()) finish();
	};
	let stopLooking = () => {};
	signal.addEventListener('abort', () => {
		stopLooking();
		progress.result().undo();
	});
	if (progress.advance()) onDone(progress.result());
	else stopLooking = observe(document, look, () => progress.restart(), finish);
}

/** Looks at each change of the document until it has settled. Answers how to stop. */
export function observe(document: Document, look: () => void, onParsed: () => void, onSettled: () => void): () => void {
	const observer = new MutationObserver(look);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const settle = () => {
		timer = setTimeout(onSettled, settleMs);
	};
	const parsed = () => {
		settle();
		onParsed();
		look();
	};
	observer.observe(document, { childList: true, subtree: true, characterData: true });
	if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', parsed);
	else settle();
	return () => {
		observer.disconnect();
		clearTimeout(timer);
		document.removeEventListener('DOMContentLoaded', parsed);
	};
}
