import cases from '../cases/plan.json' with { type: 'json' };
import type { Bag } from '../event/types.ts';

/** An event `E` with these properties, by these rules, breaks these: path, rule and message of each. */
export interface CheckCase {
	readonly name: string;
	readonly properties?: unknown;
	readonly event: Bag;
	readonly violations: readonly (readonly [string, string, string])[];
	readonly places?: readonly string[];
}

/** A plan, or the rules for the properties of an event `E`, that is refused at `path`. */
export interface RefuseCase {
	readonly name: string;
	readonly plan?: unknown;
	readonly schema?: unknown;
	readonly path: string;
	/** What the hint has in it. */
	readonly hint?: string;
}

/** core/cases/plan.json, for the tests in Node and in workerd. */
export function planCases(): { readonly check: readonly CheckCase[]; readonly refuse: readonly RefuseCase[] } {
	// Through JSON, because the imported types would hold each case to the shape of all others.
	return JSON.parse(JSON.stringify(cases));
}
