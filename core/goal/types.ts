import type { ConditionJson } from '../condition/types.ts';

/**
 * What is told of a person: whether they did it (`conversion`), how often (`count`), what it adds up to (`sum`), one sum over another
 * (`ratio`), whether they came back to do it (`retention`), or a quantile over people of what it adds up to (`quantile`).
 */
export const goalKinds = ['conversion', 'count', 'sum', 'ratio', 'retention', 'quantile'] as const;
export type GoalKind = (typeof goalKinds)[number];

/** Events of one name, such as meet a condition of their own, and the property that is added up; null counts them. */
export interface Measured {
	readonly event: string;
	readonly where: ConditionJson | null;
	/** A path such as `properties.total`. */
	readonly value: string | null;
}

/** Above which a person's number counts as no more: an amount, or the percentile of all people's numbers that is not 0. */
export type Cap =
	| { readonly kind: 'value'; readonly at: number }
	| { readonly kind: 'percentile'; readonly share: number };

/** A metric that an experience is judged by. */
export interface Goal extends Measured {
	readonly id: string;
	readonly name: string;
	readonly kind: GoalKind;
	/** What `ratio` divides by. */
	readonly per: Measured | null;
	/** How long after a person's exposure events count, hours; null: for as long as there are results. */
	readonly windowHours: number | null;
	/** How long after the exposure they begin to count, hours. */
	readonly delayHours: number;
	readonly cap: Cap | null;
	/** Which quantile, between 0 and 1. */
	readonly quantile: number | null;
	readonly lessIsBetter: boolean;
}
