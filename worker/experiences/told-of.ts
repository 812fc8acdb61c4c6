import { type CompiledRelease, type Decision, exposureTargets } from '../../core/experience/index.ts';
import type { Experience } from '../../core/release/types.ts';
import type { CheckedPlaces } from './verdict/live-verdicts.ts';

/** What a page is told of a decision, beside its edits. */
export interface ToldDecision extends Pick<Decision, 'experienceId' | 'variantId'> {
	/** What of an experiment has to be on the page for it to count as seen, in every variant. */
	readonly targets?: readonly string[];
	/** It has to be on the screen. */
	readonly visible?: true;
}

/** @param places where the experience's elements are on the page */
export function toldOf(
	release: CompiledRelease | null,
	{ experienceId, variantId }: Pick<Decision, 'experienceId' | 'variantId'>,
	places: CheckedPlaces,
): ToldDecision {
	const found = release?.experiences.find(({ experience }) => experience.id === experienceId);
	const isHeldOut = (found?.experience.holdout ?? 0) > 0 || (release?.release.holdout?.share ?? 0) > 0;
	const isCompared = found && exposureTargets(found.experience, isHeldOut) !== null;
	const targets = isCompared ? exposureTargets(onPage(found.experience, places), isHeldOut) : null;
	const isVisible = targets !== null && found?.experience.exposure === 'visible';
	return { experienceId, variantId, ...(targets && { targets }), ...(isVisible && { visible: true }) };
}

/** The experience with the selectors that find the elements of all its variants on the page. */
function onPage(experience: Experience, places: CheckedPlaces): Experience {
	const variants = experience.variants.map((variant) => {
		const decision = { experienceId: experience.id, variantId: variant.id };
		return {
			...variant,
			edits: variant.edits.map((edit) => ({ ...edit, selector: places.selectorOf(decision, edit) })),
		};
	});
	return { ...experience, variants };
}
