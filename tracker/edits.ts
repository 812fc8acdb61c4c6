import { isMadeByEdge } from './apply/apply.ts';
import { type Making, startMaking } from './apply/making.ts';
import { attempt } from './attempt.ts';
import { readDecisions, type ShownDecision } from './decisions.ts';
import { hideKnown, showPlaced } from './hiding.ts';
import { leadOf, leadOn } from './redirect.ts';
import type { Tracker } from './types.ts';

/** A decision that takes longer than this comes too late to change a page that is being read, in ms. */
const tooLateMs = 3_000;

/** A decision whose edits are being made. */
export interface Shown {
	readonly decision: ShownDecision;
	readonly making: Making;
	/** Which of its targets have been there: those that the edits take away, too. */
	readonly seen: ReadonlySet<Element>;
}

/**
 * What `edits.js` exports, loaded only where something applies: shows what the edge decided (its JSON, of which nothing is
 * trusted). Aborting takes everything back. Where the answer is still to come, what the last one changed is hidden until then.
 * What has time until the page is painted is in `later.js`, which is asked for when the first edits are made; without it they stay.
 * `askedAt` is by the page's clock; 0 where the edge has changed the page itself.
 */
export async function show(
	json: Promise<string>,
	track: Tracker['track'],
	signal: AbortSignal,
	askedAt: number,
): Promise<void> {
	/** Where the session keeps the rules that hide what the last decision changed on this page. */
	const hidden = askedAt ? `ew.hide.${location.pathname}` : '';
	const unhide = hidden ? hideKnown(hidden) : showPlaced;
	const { release, decisions } = readDecisions(await json);
	if (!signal.aborted && (!askedAt || performance.now() - askedAt < tooLateMs)) {
		const leading = leadOn(decisions);
		if (leading) {
			const { experienceId, variantId } = leading;
			return void track('Experience Viewed', { experienceId, variantId, release });
		}
		const shown = decisions.filter((decision) => !leadOf(decision)).map((decision) => begin(decision, signal));
		const later =
			shown[0] &&
			import('./later.ts')
				.then(({ lookAfter }) => lookAfter(shown, release, track, signal, hidden))
				// Blocked or offline: what is made stays.
				.catch(() => {});
		if (shown.some(({ making }) => [...making.targets.keys()].some((edit) => !isMadeByEdge(edit)))) await later;
	}
	unhide();
}

function begin(decision: ShownDecision, signal: AbortSignal): Shown {
	const seen = new Set<Element>();
	const making = startMaking(document, decision.edits, signal, () => {
		if (document.readyState === 'loading') return;
		for (const selector of decision.targets ?? []) {
			attempt(() => {
				for (const element of document.querySelectorAll(selector)) seen.add(element);
			});
		}
	});
	return { decision, making, seen };
}
