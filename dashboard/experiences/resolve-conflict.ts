import { findConflicts } from '../../core/experience/conflicts.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Conflict, Experience } from '../../core/release/types.ts';

/** What the next release would note, by the live drafts; none while a draft's pages cannot be read, which publishing tells. */
export function conflictsOf(drafts: readonly Experience[]): Conflict[] {
	const live = drafts.filter(({ status }) => status === 'live').toSorted((a, b) => a.priority - b.priority);
	try {
		return findConflicts(live);
	} catch (error) {
		if (error instanceof Refusal) return [];
		throw error;
	}
}

/** The second of the two, so that it goes first. */
export function goesFirst<E extends Experience>(first: Experience, second: E): E {
	return { ...second, priority: first.priority - 1 };
}

/** Both, so that each has half of the visitors and they share none. */
export function sharedOut<E extends Experience>(first: E, second: E): readonly [E, E] {
	const group = `${first.id} or ${second.id}`.slice(0, 100);
	return [
		{ ...first, namespace: [group, 0, 0.5] },
		{ ...second, namespace: [group, 0.5, 1] },
	];
}
