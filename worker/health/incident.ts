/**
 * Kinds that the dashboard knows: `accepted`, `duplicate`, `refused` (code: the refusal's), `delayed` (asked to come later), `bot` (code: by what it was known),
 * `violating` (events that break the plan), `violation` (each broken rule; code: the rule), `late` (arrived over a day after they
 * happened), `clock` (their sender's clock was wrong and was corrected). Others may be counted as well.
 */
export interface Incident {
	readonly kind: string;
	/** One of ours, never a visitor's: it is not bounded by how many rows a day may have. */
	readonly code: string;
	readonly event: string;
	readonly path: string;
	readonly count: number;
	readonly message: string;
	/** JSON, or null. Asked for only when the incident is the first of its kind in this second. */
	readonly sample: () => string | null;
}

/** Events that need no reason. */
export function counted(kind: string, count: number): Incident[] {
	return count > 0 ? [{ kind, code: '', event: '', path: '', count, message: '', sample: () => null }] : [];
}
