/** What an experience shows here. The edits are checked one by one by edits.js, before they touch anything. */
export interface ShownDecision {
	readonly experienceId: string;
	readonly variantId: string;
	/** Those with `made: true` the edge has made already. */
	readonly edits: readonly unknown[];
	/** Selectors of which one has to be there for any variant of the experiment to count as seen; null of what is no experiment. */
	readonly targets: readonly string[] | null;
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
	const { experienceId, variantId, edits, targets }: { [K in keyof ShownDecision]?: unknown } = Object(value);
	if (typeof experienceId !== 'string' || typeof variantId !== 'string') return [];
	return [
		{ experienceId, variantId, edits: asList(edits), targets: Array.isArray(targets) ? targets.map(String) : null },
	];
}

function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
