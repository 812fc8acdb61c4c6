import { keepEdits } from './apply/keep.ts';
import type { EditFailure } from './apply/outcome.ts';
import { awaitTarget } from './await-target.ts';
import type { Shown } from './edits.ts';
import { rememberHidden } from './remember-hidden.ts';
import type { Tracker } from './types.ts';

/**
 * What `later.js` exports: goes on with what `edits.js` has begun. Makes the rarer edits, makes again what the page's own
 * scripts put back, and tracks what was really seen, until the signal aborts.
 */
export function lookAfter(
	shown: readonly Shown[],
	release: unknown,
	track: Tracker['track'],
	signal: AbortSignal,
	hidden: string,
): void {
	if (signal.aborted) return;
	if (hidden)
		rememberHidden(
			hidden,
			shown.flatMap(({ decision }) => decision.edits.map(({ selector }) => selector)),
		);
	for (const one of shown) lookAfterOne(one, release, track, signal);
}

function lookAfterOne(
	{ decision, making, seen }: Shown,
	release: unknown,
	track: Tracker['track'],
	signal: AbortSignal,
): void {
	const { experienceId, variantId, targets, strange } = decision;
	const tell = (event: 'Experience Viewed' | 'Experience Failed', failed: readonly EditFailure[] = []) => {
		void track(event, { experienceId, variantId, release, ...(failed.length && { failed }) });
	};
	keepEdits(document, making, {
		signal,
		onLook: targets && awaitTarget(document, decision, seen, signal, () => tell('Experience Viewed')),
		onDone: (isApplied, failed) => {
			const all = [...failed, ...Array.from({ length: strange }, () => ({ id: '', status: 'unexpected' as const }))];
			// A variant that changed nothing of what it should have was not seen.
			if (all.length && (targets || !isApplied)) tell('Experience Failed', all);
			else if (!targets) tell('Experience Viewed', all);
		},
		onLost: (failed) => tell('Experience Failed', failed),
	});
}
