import type { Instant } from './list.ts';
import type { Person, ProfileSummary } from './profiles.ts';

export type DuplicateLevel = 'certain' | 'likely' | 'possible';

/** Two people who probably are one. */
export interface Duplicate {
	readonly id: string;
	readonly state: 'pending' | 'merged' | 'dismissed';
	/** 0 to 100. */
	readonly score: number;
	readonly level: DuplicateLevel;
	readonly reasons: readonly string[];
	readonly against: readonly string[];
	/** Each has a userId of their own: merging asks for a word more. */
	readonly twoUsers: boolean;
	readonly people: readonly [ProfileSummary, ProfileSummary];
	readonly foundAt: Instant;
	readonly decidedAt: Instant | null;
	readonly decidedBy: string | null;
}

/** Who the two would be as one. */
export interface ForeseenDuplicate extends Duplicate {
	readonly details: readonly Person[];
	readonly merged: Person | null;
	/** Whose id stays, and whether the other's may. */
	readonly keepId: string | null;
	readonly isOpen: boolean;
	readonly refusal: { readonly message: string; readonly hint: string } | null;
}

export type DuplicateCounts = Readonly<Record<DuplicateLevel | 'unchecked', number>>;

/** What became of a pair that was to be merged; `message` says why it was not. */
export interface MergedDuplicate {
	readonly id: string;
	readonly profileId: string | null;
	readonly message: string | null;
}
