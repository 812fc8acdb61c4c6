import type { Explanation, Subject } from '../condition/types.ts';
import type { Edit } from '../edit/types.ts';

/** Who asks. `id` is the unit that experiments hash (the anonymousId); null for a visitor without identifier. */
export interface DecideVisitor {
	readonly id: string | null;
	readonly subject: Subject;
	/** The variants that the visitor was seen with first, by experience id: whoever has seen one keeps it. */
	readonly assignments?: Readonly<Record<string, string>>;
	/** Signed previews: experience id to variant id, or null to force nothing shown. `all: null` shows the page as the origin sent it. */
	readonly forced?: Readonly<Record<string, string | null>>;
	/** False when consent to personalization is missing: nothing applies. */
	readonly personalization: boolean;
}

export interface DecideRequest {
	/** Absolute URL of the page; null where code asks that is on no page, which only experiences for every page are for. */
	readonly url: string | null;
}

export interface DecideOptions {
	/** Tell every check that was made, with what conditions saw. Costs time; what is decided is the same. */
	readonly explain?: boolean;
}

/** What was looked at, in this order; the first that does not hold is why an experience does not apply. */
export type Check =
	| 'page'
	| 'forced'
	| 'consent'
	| 'visit'
	| 'schedule'
	| 'prerequisite'
	| 'audience'
	| 'no-identifier'
	| 'namespace'
	| 'no-variant-matches'
	| 'coverage'
	| 'holdout'
	| 'conflict';

export type DecisionReason = 'applies' | Check;

/** One check, as a sentence. */
export interface DecisionStep {
	readonly check: DecisionReason;
	readonly holds: boolean;
	readonly says: string;
	/** What a condition saw. */
	readonly explanation?: Explanation;
}

/** For each experience of the release: what applies, or why not. */
export interface Decision {
	readonly experienceId: string;
	readonly experienceName: string;
	/** `holdout` for who is held out: nothing changes for them, and that they were here counts. */
	readonly variantId: string | null;
	readonly variantName: string | null;
	readonly reason: DecisionReason;
	/** A sentence for a person. */
	readonly says: string;
	readonly edits: readonly Edit[];
	/** JSON by key, for code that asks. */
	readonly values: Readonly<Record<string, unknown>>;
	/** The earliest moment (ms) at which this decision could change with no new data; Infinity if never. */
	readonly until: number;
	/** All checks that were made, where the question was to explain. */
	readonly steps?: readonly DecisionStep[];
}
