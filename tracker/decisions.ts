import type { Edit } from '../core/edit/types.ts';
import { isEdit } from './apply/read.ts';

/** What an experience shows here. */
export interface ShownDecision {
	readonly experienceId: string;
	readonly variantId: string;
	/** Those with `made: true` the edge has made already. */
	readonly edits: readonly Edit[];
	/** How many more there were that are no edits. */
	readonly strange: number;
	/** Selectors of which one has to be there for any variant of the experiment to count as seen; of none, the page is enough. Null of what is no experiment. */
	readonly targets: readonly string[] | null;
	/** Whether it has to be on the screen. */
	readonly isVisible: boolean;
}

export interface Decisions {
	readonly release?: unknown;
	readonly decisions: readonly ShownDecision[];
}

/**
 * Reads the edge's decisions, from the state in a page (`applied`) or from the answer to a batch (`decisions`).
 * What does not have their form is left out; nothing in them is trusted.
 */
export function readDecisions(json: string): Decisions {
	try {
		const { release, applied, decisions } = JSON.parse(json);
		return { release, decisions: asList(applied ?? decisions).flatMap(asDecision) };
	} catch {
		return { decisions: [] };
	}
}

function asDecision(value: unknown): ShownDecision[] {
	const { experienceId, variantId, edits, targets, visible }: Record<string, unknown> = Object(value);
	if (typeof experienceId !== 'string' || typeof variantId !== 'string') return [];
	const all = asList(edits);
	const sound = all.filter(isEdit);
	return [
		{
			experienceId,
			variantId,
			edits: sound,
			strange: all.length - sound.length,
			targets: Array.isArray(targets) ? targets.map(String) : null,
			isVisible: !!visible,
		},
	];
}

function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
