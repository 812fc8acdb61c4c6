import type { Condition, Subject } from '../../core/condition/types.ts';

/** Places of the moments (ms, oldest first) at which a condition held. An answer stands until it says, so few moments have to be asked about. */
export function* heldAt(condition: Condition, subject: Subject, moments: readonly number[]): Generator<number> {
	let [matches, until] = [false, Number.NEGATIVE_INFINITY];
	for (const [place, at] of moments.entries()) {
		if (at >= until) ({ matches, until } = condition.evaluate(subject, at));
		if (matches) yield place;
	}
}
