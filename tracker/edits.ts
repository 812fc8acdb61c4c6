import type { Edit } from '../core/edit/types.ts';
import { type EditFailure, watchEdits } from './apply/index.ts';
import { isEdit } from './apply/read.ts';
import { awaitTarget } from './await-target.ts';
import { readDecisions, type ShownDecision } from './decisions.ts';
import { hideKnown, rememberHidden, showPlaced } from './hiding.ts';
import { leadOf, leadOn } from './redirect.ts';
import type { Tracker } from './types.ts';

/** A decision that takes longer than this comes too late to change a page that is being read, in ms. */
const tooLateMs = 3_000;

/** Tracks what became of a decision. */
type Tell = (
	decision: ShownDecision,
	event: 'Experience Viewed' | 'Experience Failed',
	failed?: readonly EditFailure[],
) => void;

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
	const unhide = askedAt ? hideKnown(pathname) : showPlaced;
	const { release, decisions } = readDecisions(await json);
	if (!signal.aborted && (!askedAt || performance.now() - askedAt < tooLateMs)) {
		const tell: Tell = ({ experienceId, variantId }, event, failed) => {
			void track(event, { experienceId, variantId, release, ...(failed?.length && { failed }) });
		};
		const leading = leadOn(decisions);
		if (leading) return tell(leading, 'Experience Viewed');
		const selectors = decisions.flatMap(editsOf).flatMap(({ selector }) => selector || []);
		if (askedAt) rememberHidden(pathname, selectors);
		for (const decision of decisions) if (!leadOf(decision)) showOne(decision, tell, signal);
	}
	unhide();
}

function showOne(decision: ShownDecision, tell: Tell, signal: AbortSignal): void {
	const { targets, edits } = decision;
	// Before the edits, which may take away what is looked for.
	if (targets) awaitTarget(document, targets, signal, () => tell(decision, 'Experience Viewed'));
	const strange = edits.filter((edit) => !isEdit(edit)).map(() => ({ id: '', status: 'unexpected' as const }));
	watchEdits(document, editsOf(decision), {
		signal,
		isMade: (edit) => 'made' in edit,
		onDone: ({ applied, failed }) => {
			const all = [...failed, ...strange];
			// A variant that changed nothing of what it should have was not seen.
			if (all.length && (targets || !applied.length)) tell(decision, 'Experience Failed', all);
			else if (!targets) tell(decision, 'Experience Viewed', all);
		},
		onLost: (failed) => tell(decision, 'Experience Failed', failed),
	});
}

function editsOf({ edits }: ShownDecision): Edit[] {
	return edits.filter(isEdit);
}
