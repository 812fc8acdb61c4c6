/** Selectors of which one has to be there, or on the screen, for a variant to count as seen; of none, the page is enough. */
export interface Targets {
	readonly selectors: readonly string[];
	readonly isVisible: boolean;
}

/** What an experience shows here. The edits are checked one by one by edits.js, before they touch anything. */
export interface ShownDecision {
	readonly experienceId: string;
	readonly variantId: string;
	/** Those with `made: true` the edge has made already. */
	readonly edits: readonly unknown[];
	/** Where any variant of the experiment is to be seen; null of what is no experiment. */
	readonly targets: Targets | null;
}

export interface Decisions {
	readonly release: unknown;
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
		return { release: null, decisions: [] };
	}
}

function asDecision(value: unknown): ShownDecision[] {
	const { experienceId, variantId, edits, targets, visible }: Record<string, unknown> = Object(value);
	if (typeof experienceId !== 'string' || typeof variantId !== 'string') return [];
	const where = Array.isArray(targets) ? { selectors: targets.map(String), isVisible: !!visible } : null;
	return [{ experienceId, variantId, edits: asList(edits), targets: where }];
}

function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
