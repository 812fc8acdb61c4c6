import type { Edit } from '../../core/edit/types.ts';
import type { AppliedEdits, EditFailure } from './outcome.ts';
import { startProgress } from './progress.ts';

/** How long, once the document is complete, elements that the page's own scripts render are waited for. */
const settleMs = 3_000;

/** How long a complete page is left to the framework that may take it over, before what is on it counts as seen. */
const stillMs = 500;

/** A page that is older is taken as complete: what it still loads may take for ever, by the page's clock. */
const patienceMs = 5_000;

export interface Watching {
	/** Not aborted yet. Aborting stops and takes everything back; then nothing is called any more. */
	readonly signal: AbortSignal;
	/** Called once, and with what is there by then: when all are applied, or the page has settled without the rest, and they have held still. */
	onDone(result: AppliedEdits): void;
	/** Called for edits that the page has put back time and again since. */
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
	const progress = startProgress(document, edits, isMade);
	let isSettled = false;
	/** While what is applied has yet to hold still. */
	let restart: (() => void) | undefined;
	const settle = () => {
		if (isSettled) return;
		isSettled = true;
		restart = whenStill(document, signal, () => {
			restart = undefined;
			onDone(progress.result());
		});
		look();
	};
	const look = () => {
		const lost = progress.repair();
		if (lost && restart) restart();
		else if (isSettled && lost?.length) onLost(lost);
		if (!isSettled && progress.advance()) settle();
		if (isSettled && !progress.result().applied.length) stop();
	};
	const stop = observe(document, look, settle, progress.restart);
	signal.addEventListener('abort', () => {
		stop();
		progress.result().undo();
	});
	look();
}

/**
 * Calls `onStill` once, when the page has been complete (or there for long enough not to be waited for) for a short time in which its scripts may
 * have taken it over. Answers how to begin that time anew.
 */
export function whenStill(document: Document, signal: AbortSignal, onStill: () => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const wait = () => {
		clearTimeout(timer);
		const next = document.readyState === 'complete' || performance.now() > patienceMs ? onStill : wait;
		timer = setTimeout(() => signal.aborted || next(), stillMs);
	};
	wait();
	return wait;
}

/**
 * Looks at each change of the document, and calls `onSettled` when it is complete for a while. `onParsed` is called before the look at a document that
 * has just been parsed. Answers how to stop.
 */
export function observe(
	document: Document,
	look: () => void,
	onSettled: () => void,
	onParsed?: () => void,
): () => void {
	const observer = new MutationObserver(() => {
		look();
		// What we have just done is no news.
		observer.takeRecords();
	});
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isStopped = false;
	const settle = () => {
		timer = setTimeout(onSettled, settleMs);
	};
	observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
	if (document.readyState === 'loading') {
		document.addEventListener('DOMContentLoaded', () => {
			if (isStopped) return;
			onParsed?.();
			look();
		});
	}
	if (document.readyState === 'complete') settle();
	else {
		addEventListener('load', () => {
			if (isStopped) return;
			settle();
			// What waits for the page's scripts to have taken it over.
			look();
		});
	}
	return () => {
		observer.disconnect();
		clearTimeout(timer);
		isStopped = true;
	};
}
