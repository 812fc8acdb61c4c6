import { type CompiledRelease, type Decision, exposureTargets } from '../../core/experience/index.ts';

/** What a page is told of a decision, beside its edits. */
export interface ToldDecision extends Pick<Decision, 'experienceId' | 'variantId'> {
	/** What of an experiment has to be on the page for it to count as seen, in every variant. */
	readonly targets?: readonly string[];
	/** It has to be on the screen. */
	readonly visible?: true;
}

export function toldOf(
	release: CompiledRelease | null,
	{ experienceId, variantId }: Pick<Decision, 'experienceId' | 'variantId'>,
): ToldDecision {
	const found = release?.experiences.find(({ experience }) => experience.id === experienceId);
	const isHeldOut = (found?.experience.holdout ?? 0) > 0 || (release?.release.holdout?.share ?? 0) > 0;
	const targets = found ? exposureTargets(found.experience, isHeldOut) : null;
	const isVisible = targets !== null && found?.experience.exposure === 'visible';
	return { experienceId, variantId, ...(targets && { targets }), ...(isVisible && { visible: true }) };
}
