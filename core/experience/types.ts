import type { Subject } from '../condition/types.ts';
import type { Edit } from '../edit/types.ts';

/** Who asks. `id` is the unit that experiments hash (the anonymousId); null for a visitor without identifier. */
export interface DecideVisitor {
	readonly id: string | null;
	readonly subject: Subject;
	/** Sticky assignments by experience id. */
	readonly assignments?: Readonly<Record<string, string>>;
	/** Signed previews: experience id to variant id, or null to force nothing shown. `all: null` shows the page as the origin sent it. */
	readonly forced?: Readonly<Record<string, string | null>>;
	/** False when consent to personalization is missing: nothing applies. */
	readonly personalization: boolean;
}

export interface DecideRequest {
	/** Absolute URL of the page. */
	readonly url: string;
}

export type DecisionReason =
	| 'applies'
	| 'forced'
	| 'page'
	| 'schedule'
	| 'audience'
	| 'no-variant-matches'
	| 'coverage'
	| 'no-identifier'
	| 'consent';

/** For each experience of the release: what applies, or why not. */
export interface Decision {
	readonly experienceId: string;
	readonly experienceName: string;
	readonly variantId: string | null;
	readonly variantName: string | null;
	readonly reason: DecisionReason;
	/** A sentence for a person. */
	readonly says: string;
	readonly edits: readonly Edit[];
	/** The earliest moment (ms) at which this decision could change with no new data; Infinity if never. */
	readonly until: number;
}
