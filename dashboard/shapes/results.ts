import type { Goal as CoreGoal } from '../../core/goal/index.ts';
import type { Results as CoreResults, Judging } from '../../core/judge/index.ts';

export interface Goal extends CoreGoal {
	readonly updatedAt: string;
}

/** What people are told apart by in results. */
export type Breakdown = 'none' | 'device' | 'country' | 'segment';

export interface Results extends CoreResults {
	readonly countedAt: string;
	readonly by: Breakdown;
	/** The variants that are compared. */
	readonly variants: readonly { readonly id: string; readonly name: string; readonly weight: number }[];
	readonly controlId: string;
	/** Those of the live release; else the draft's. */
	readonly isLive: boolean;
	readonly judging: Judging;
}

/** What an experiment on some pages can be planned on. */
export interface Baseline {
	readonly days: number;
	readonly people: number;
	readonly mean: number;
	readonly variance: number;
	readonly isShare: boolean;
}
