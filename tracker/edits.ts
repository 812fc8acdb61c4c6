import { type AppliedEdits, watchEdits } from './apply/index.ts';
import { readEdit } from './apply/read.ts';
import { readDecisions, type ShownDecision } from './decisions.ts';
import { hiddenKey } from './hiding.ts';
import type { Tracker } from './types.ts';

/**
 * What `edits.js` exports, loaded only where something applies: shows what the edge decided (its JSON, of which nothing is
 * trusted), and tracks what was really seen. Aborting takes everything back. With `path`, remembers what changes there.
 */
export function showDecisions(json: string, track: Tracker['track'], signal: AbortSignal, path?: string): void {
	if (signal.aborted) return;
	const { release, decisions, edits } = readDecisions(json);
	if (path !== undefined) remember(path, decisions);
	if (edits.length) showEdits(edits, signal, () => {});
	for (const decision of decisions) {
		const { experienceId, variantId } = decision;
		showEdits(decision.edits, signal, ({ applied, failed }) => {
			// A variant that changed nothing of what it should have was not seen.
			const seen = applied.length > 0 || failed.length === 0;
			const what = { experienceId, variantId, release, ...(failed.length > 0 && { failed }) };
			void track(seen ? 'Experience Viewed' : 'Experience Failed', what);
		});
	}
}

/** Edits that are none are reported as failed, with those that found no place. */
function showEdits(edits: readonly unknown[], signal: AbortSignal, onDone: (result: AppliedEdits) => void): void {
	const known = edits.flatMap((edit) => readEdit(edit) ?? []);
	const unknown = Array.from({ length: edits.length - known.length }, () => ({
		id: '',
		status: 'unexpected' as const,
	}));
	watchEdits(document, known, signal, (result) => onDone({ ...result, failed: [...result.failed, ...unknown] }));
}

/** So that the next visit can hide these elements until their edits are there. */
function remember(path: string, decisions: readonly ShownDecision[]): void {
	const edits = decisions.flatMap((decision) => decision.edits);
	const selectors = edits.flatMap((edit) => readEdit(edit)?.selector ?? []);
	try {
		if (selectors.length) sessionStorage.setItem(hiddenKey(path), JSON.stringify(selectors));
	} catch {
		// No storage: the next visit hides nothing.
	}
}
