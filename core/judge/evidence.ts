import type { Results, Verdict } from './types.ts';

export interface JudgedExperience {
	readonly kind: 'personalization' | 'experiment' | 'bandit' | 'holdout';
	readonly variants: readonly { readonly id: string; readonly name: string }[];
}

/** What the verdict is drawn from. */
export type Evidence = Pick<Results, 'people' | 'srm' | 'goals'> & {
	readonly firstMs: number | null;
	readonly nowMs: number;
};

/** What is said, what to do next, and whom it is about. */
export type Said = readonly [kind: Verdict['kind'], says: string, next: string, variantId?: string];
