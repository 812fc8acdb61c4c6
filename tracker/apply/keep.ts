import type { Edit } from '../../core/edit/types.ts';
import { applyEach } from './apply.ts';
import { isUndone, makeEvery } from './every.ts';
import type { Making } from './making.ts';
import type { EditFailure } from './outcome.ts';

/** How long, once the document is complete, elements that the page's own scripts render are waited for. */
const settleMs = 3_000;

/** How long a complete page is left to the framework that may take it over, before what is on it counts as seen. */
const stillMs = 500;

/** A page that is older is taken as complete: what it still loads may take for ever, by the page's clock. */
const patienceMs = 5_000;

/** How often an edit is made again on a page that puts the original back. */
const mostRepairs = 10;

/** Who is told of edits. Once the signal is aborted nothing is called any more. */
export interface Listener {
	readonly signal: AbortSignal;
	/** Called once, when all are applied, or the page has settled without the rest, and they have held still. */
	onDone(isApplied: boolean, failed: readonly EditFailure[]): void;
	/** Called for edits that the page has put back time and again since. */
	onLost(failed: readonly EditFailure[]): void;
	/** Called at each look until the page has settled. */
	readonly onLook: (() => void) | null;
}

/**
 * Goes on with edits that have been begun: makes those of every kind, makes again what the page's own scripts put back, and tells what became of
 * them. Edits need ids that differ.
 */
export function keepEdits(document: Document, making: Making, { signal, onDone, onLost, onLook }: Listener): void {
	const repair = startRepairs(document, making);
	const givenUp: EditFailure[] = [];
	let isSettled = false;
	let isOver = false;
	/** While what is applied has yet to hold still. */
	let restart: (() => void) | undefined;
	const settle = () => {
		if (isSettled) return;
		isSettled = true;
		restart = whenStill(document, signal, () => {
			restart = undefined;
			onDone(making.changes.size > 0, [...making.failed, ...givenUp]);
		});
		making.look();
	};
	making.make = makeEvery;
	making.look = () => {
		if (!isOver) onLook?.();
		const lost = repair();
		givenUp.push(...(lost ?? []));
		if (lost && restart) restart();
		else if (isSettled && lost?.length) onLost(lost);
		if (!isSettled) {
			making.advance();
			if (!making.waiting.length && document.readyState !== 'loading') settle();
		}
		if (isOver && !making.changes.size) making.stop();
	};
	const end = () => {
		if (signal.aborted) return;
		isOver = true;
		settle();
		making.look();
	};
	const wait = () => setTimeout(end, settleMs);
	if (document.readyState === 'complete') wait();
	else addEventListener('load', wait, { signal });
	making.look();
}

/** Answers what makes again what the page has undone since, and answers what of it is given up; undefined when there was nothing. */
function startRepairs(document: Document, { changes }: Making): () => readonly EditFailure[] | undefined {
	const repairs = new Map<Edit, number>();
	return () => {
		// One whose element is away for now is looked for at the next change.
		const moved = [...changes].flatMap(([edit, change]) => (isUndone(document, edit, change) ? edit : []));
		const isHopeless = (edit: Edit) => {
			const times = (repairs.get(edit) ?? 0) + 1;
			repairs.set(edit, times);
			return times > mostRepairs && changes.delete(edit);
		};
		const lost = moved.filter(isHopeless).map(({ id }) => ({ id, status: 'reverted' as const }));
		const again = moved.filter((edit) => changes.has(edit));
		applyEach(document, again, makeEvery, changes, () => false);
		return moved.length ? lost : undefined;
	};
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
