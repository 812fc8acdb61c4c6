import { type AppliedEdits, watchEdits } from './apply/index.ts';
import { readEdit } from './apply/read.ts';
import { awaitTarget } from './await-target.ts';
import { readDecisions, type ShownDecision } from './decisions.ts';
import { hideKnown, rememberHidden } from './hiding.ts';
import type { Tracker } from './types.ts';

/** A decision that takes longer than this comes too late to change a page that is being read, in ms. */
const tooLateMs = 3_000;

/**
 * What `edits.js` exports, loaded only where something applies: shows what the edge decided (its JSON, of which nothing is
 * trusted), and tracks what was really seen. Aborting takes everything back. Where the answer is still to come, what the last
 * one changed is hidden until then. `askedAt` is by the page's clock; 0 where the edge has changed the page itself.
 */
export async function show(
	json: Promise<string>,
	track: Tracker['track'],
	signal: AbortSignal,
	askedAt: number,
): Promise<void> {
	const { pathname } = location;
	const unhide = askedAt ? hideKnown(pathname) : () => {};
	const { release, decisions, edits } = readDecisions(await json);
	if (!signal.aborted && (!askedAt || performance.now() - askedAt < tooLateMs)) {
		if (askedAt) rememberHidden(pathname, decisions.flatMap(selectorsOf));
		if (edits.length) showEdits(edits, signal, () => {});
		for (const decision of decisions) showDecision(decision, release, track, signal);
	}
	unhide();
}

function showDecision(decision: ShownDecision, release: unknown, track: Tracker['track'], signal: AbortSignal): void {
	const { experienceId, variantId } = decision;
	const viewed = (failed: AppliedEdits['failed'], name = 'Experience Viewed') =>
		void track(name, { experienceId, variantId, release, ...(failed.length > 0 && { failed }) });
	// Before the edits, which may take away what is looked for.
	if (decision.targets) awaitTarget(document, decision.targets, signal, () => viewed([]));
	showEdits(decision.edits, signal, ({ applied, failed }) => {
		// A variant that changed nothing of what it should have was not seen.
		const isFailure = failed.length > 0 && (decision.targets || applied.length === 0);
		if (isFailure) viewed(failed, 'Experience Failed');
		else if (!decision.targets) viewed(failed);
	});
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

function selectorsOf({ edits }: ShownDecision): string[] {
	return edits.flatMap((edit) => readEdit(edit)?.selector ?? []);
}
