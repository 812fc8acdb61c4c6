import { isEdit } from './apply/read.ts';
import { attempt } from './attempt.ts';
import type { ShownDecision } from './decisions.ts';

const movedKey = 'ew.moved';

/**
 * The decision that leads to another page from here, as the edge has worked it out, and where to; undefined when none does.
 * Whoever was just led here is led no further, so that pages that lead to one another let people stay at the second.
 */
export function leadsTo(
	decisions: readonly ShownDecision[],
): { readonly decision: ShownDecision; readonly url: string } | undefined {
	const moved = attempt(() => sessionStorage.getItem(movedKey));
	attempt(() => sessionStorage.removeItem(movedKey));
	return decisions
		.flatMap((decision) =>
			decision.edits.filter(isEdit).flatMap((edit) => (edit.kind === 'redirect' ? { decision, url: edit.url } : [])),
		)
		.find(({ url }) => /^https?:/.test(url) && url !== location.href && moved !== location.pathname);
}

/** Goes there in place of this page, which is no step back. */
export function leadTo(target: string): void {
	attempt(() => sessionStorage.setItem(movedKey, new URL(target).pathname));
	location.replace(target);
}
