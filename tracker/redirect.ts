import { attempt } from './attempt.ts';
import type { ShownDecision } from './decisions.ts';

const movedKey = 'ew.moved';

/** Where a decision leads, as the edge has worked it out; undefined when it leads nowhere. */
export function leadOf({ edits }: ShownDecision): string | undefined {
	return edits.find((edit) => edit.kind === 'redirect')?.url;
}

/**
 * Goes where the first of these decisions leads, in place of this page, which is no step back, and answers which it was.
 * Whoever was just led here is led no further, so that pages that lead to one another let people stay at the second.
 */
export function leadOn(decisions: readonly ShownDecision[]): ShownDecision | undefined {
	const moved = attempt(() => {
		const path: unknown = sessionStorage[movedKey];
		delete sessionStorage[movedKey];
		return path;
	});
	return decisions.find((decision) => {
		const url = leadOf(decision) ?? '';
		if (!/^https?:/.test(url) || url === location.href || moved === location.pathname) return false;
		attempt(() => {
			sessionStorage[movedKey] = new URL(url).pathname;
		});
		// The page is left after this task.
		location.replace(url);
		return true;
	});
}
