import type { Decision } from '../../core/experience/types.ts';
import type { Experience as CoreExperience } from '../../core/release/types.ts';

/** Whom a page is explained for: what is left out is as the visitor's own. */
export interface PageQuestion {
	readonly url: string | null;
	readonly referrer?: string;
	/** A profile's id. */
	readonly anonymousId?: string;
	readonly segments?: readonly string[];
	readonly attributes?: Readonly<Record<string, unknown>>;
	readonly at?: string;
	readonly drafts: boolean;
}

export interface PageExplanation {
	readonly release: number | null;
	readonly decisions: readonly ExplainedDecision[];
}

/** One experience for one visitor, with every check that was made. */
export interface ExplainedDecision extends Omit<Decision, 'reason' | 'until'> {
	readonly reason: Decision['reason'] | 'invalid';
	readonly status: CoreExperience['status'];
	readonly until: string | null;
}

/** What a preview's address shows, for so many hours. */
export interface PreviewWish {
	readonly url: string;
	readonly forced?: Readonly<Record<string, string | null>>;
	readonly profileId?: string;
	readonly segments?: readonly string[];
	readonly at?: string;
	readonly hours?: number;
}

export interface Experience extends CoreExperience {
	readonly updatedAt: string;
}

export interface ReleaseSummary {
	readonly number: number;
	readonly publishedAt: string;
	readonly publishedBy: string | null;
	readonly active: boolean;
	readonly experiences: number;
}

/** Where an experience's edits are made, page by page, as the last look at the pages found it. */
export interface Verdicts {
	/** ISO instant; null when never. */
	readonly checkedAt: string | null;
	readonly pages: readonly {
		readonly path: string;
		/** Why the page could not be looked at. */
		readonly problem: string | null;
		readonly edits: readonly {
			readonly variantId: string;
			readonly editId: string;
			readonly place: 'edge' | 'browser' | 'off';
			/** Why not at the edge. */
			readonly reason: string | null;
			/** The selector by which an element that has moved was found again. */
			readonly foundAt?: string;
		}[];
	}[];
}
