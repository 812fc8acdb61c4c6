import type { Instant } from './list.ts';
import type { ProfileSummary } from './profiles.ts';

/** A value that is worked out from everyone's events. */
export interface ComputedTrait {
	readonly id: string;
	/** Whose: each person's, or an account's. */
	readonly scope: 'person' | 'account';
	readonly name: string;
	readonly description: string;
	readonly amount: Readonly<Record<string, unknown>>;
	readonly updatedAt: Instant;
}

export type ComputedTraitDraft = Omit<ComputedTrait, 'updatedAt'>;

/** What a computed trait of one person comes from. */
export interface ComputedTraitExplained {
	readonly value: unknown;
	readonly parts: readonly {
		readonly says: string;
		/** What it adds to a score; null of all else. */
		readonly points: number | null;
	}[];
}

/** How a computed trait is spread over everyone. */
export interface ComputedTraitSpread {
	readonly people: number;
	readonly withValue: number;
	readonly quintiles: readonly number[] | null;
	readonly values: readonly { readonly value: unknown; readonly people: number }[];
	readonly examples: readonly {
		readonly profile: ProfileSummary | null;
		readonly account: { readonly id: string } | null;
		readonly value: unknown;
	}[];
}
