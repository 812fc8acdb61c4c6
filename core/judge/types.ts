import type { Believed, Regret, Tested } from '../stats/index.ts';

/** How results are read: by belief, at any time with intervals that hold at all times, or once, at the number of people that was planned. */
export const methods = ['bayesian', 'sequential', 'fixed'] as const;
export type Method = (typeof methods)[number];

/** `primary` decides, `guardrail` must not get worse, `secondary` explains. */
export const roles = ['primary', 'secondary', 'guardrail'] as const;
export type Role = (typeof roles)[number];

export interface AttachedGoal {
	readonly goalId: string;
	readonly role: Role;
}

/** How an experience is judged. It is no part of a release: it may change while people see the variants. */
export interface Judging {
	readonly goals: readonly AttachedGoal[];
	readonly method: Method;
	/** The variant that others are compared with; null: the first one. */
	readonly controlId: string | null;
	/** Exposures before it do not count, an ISO instant; null: all count. */
	readonly from: string | null;
	/** Chance of a false alarm; intervals hold 1 − alpha. */
	readonly alpha: number;
	/** Standard deviation of the lifts that one expects before there are data; null: any lift is as likely as any other. */
	readonly priorSpread: number | null;
	/** Takes out what people's past tells of them (CUPED). */
	readonly cuped: boolean;
	/** How much of the past, days. */
	readonly beforeDays: number;
	/** Whether p-values are corrected for there being several. */
	readonly correction: 'none' | 'holm' | 'benjamini-hochberg';
	/** At how many people sequential intervals are tightest. */
	readonly tuning: number;
	/** No winner before: people of each variant, and days since the first exposure. */
	readonly minPeople: number;
	readonly minDays: number;
	/** The lift that is worth finding, and the chance to find it. */
	readonly lift: number;
	readonly power: number;
}

/**
 * What is told of the people of one variant about one goal, and what two shards can add up: sums of each person's value, of what a ratio divides
 * it by (`per`), of both before the exposure, and of their squares and products.
 */
export interface Sums {
	readonly n: number;
	readonly sum: number;
	readonly sumSquares: number;
	readonly per: number;
	readonly perSquares: number;
	readonly sumPer: number;
	readonly before: number;
	readonly beforeSquares: number;
	readonly sumBefore: number;
	readonly perBefore: number;
	readonly perBeforeSquares: number;
	/** Of both before. */
	readonly beforePerBefore: number;
	readonly sumPerBefore: number;
	readonly perAndBefore: number;
	readonly perPerBefore: number;
	/** How often each number occurs: of goals that need to know. */
	readonly values: readonly (readonly [value: number, count: number])[] | null;
}

/** One variant among some of the people. */
export interface CountedArm {
	readonly people: number;
	/** By goal id. */
	readonly goals: Readonly<Record<string, Sums>>;
}

/** What one shard, or all of them together, have counted of an experience. */
export interface Counted {
	/** Everyone under `all`, and parts of them under names such as `device:mobile`; then by variant id. */
	readonly groups: Readonly<Record<string, Readonly<Record<string, CountedArm>>>>;
	/** People by the day (UTC, `2026-11-24`) of their first exposure, and variant id. */
	readonly days: Readonly<Record<string, Readonly<Record<string, number>>>>;
	/** People who saw more than one variant: they are in no arm. */
	readonly several: number;
	/** People whose browser never told that it showed anything: they are in no arm. By variant id. */
	readonly edgeOnly: Readonly<Record<string, number>>;
	/** The first and the last first exposure, ms. */
	readonly firstMs: number | null;
	readonly lastMs: number | null;
}

export interface ArmResult {
	readonly variantId: string;
	readonly n: number;
	/** What all of them did together. */
	readonly total: number;
	/** A share, a number a person, a ratio or a quantile, by the goal's kind. */
	readonly mean: number;
}

/** A variant against the control, about one goal, on the relative scale. */
export interface Comparison {
	readonly variantId: string;
	readonly bayesian: Believed;
	readonly sequential: Tested;
	readonly fixed: Tested;
	/** By the method chosen, corrected where that was; null for `bayesian`. */
	readonly pValue: number | null;
	/** Share of the variance that the past explains; null where it is not looked at. */
	readonly varianceReduction: number | null;
	/** How many more people are needed to find the lift that is worth finding; null when that cannot be told. */
	readonly morePeople: number | null;
	/** By the method chosen: whether it is better, worse, or not known to be either. */
	readonly outcome: 'better' | 'worse' | 'open';
}

export interface GoalResult {
	readonly goalId: string;
	readonly name: string;
	readonly kind: string;
	readonly role: Role;
	readonly lessIsBetter: boolean;
	readonly arms: readonly ArmResult[];
	readonly comparisons: readonly Comparison[];
}

export interface GroupResult {
	/** `device:mobile`, `country:CH`, `segment:vip`. */
	readonly name: string;
	readonly people: number;
	readonly goals: readonly GoalResult[];
}

/** What to do, and why. */
export interface Verdict {
	readonly kind:
		| 'not-compared'
		| 'nobody'
		| 'no-goal'
		| 'broken'
		| 'too-early'
		| 'guardrail'
		| 'winner'
		| 'loser'
		| 'no-difference'
		| 'open';
	/** Whom it is about; null for nobody. */
	readonly variantId: string | null;
	readonly says: string;
	/** What to do next. */
	readonly next: string;
}

export interface Results {
	readonly people: readonly { readonly variantId: string; readonly people: number; readonly weight: number }[];
	readonly days: readonly { readonly date: string; readonly people: Readonly<Record<string, number>> }[];
	readonly several: number;
	readonly edgeOnly: number;
	/** People who were held out of an experiment, and are compared with nobody. */
	readonly heldOut: number;
	/** What learning has cost a bandit, in its goal's units; null of what is none. */
	readonly regret: Pick<Regret, 'lost' | 'gained'> | null;
	/** How likely the counts are, if the weights decide; null where weights change or do not decide. */
	readonly srm: { readonly pValue: number; readonly alarm: boolean } | null;
	readonly goals: readonly GoalResult[];
	readonly groups: readonly GroupResult[];
	readonly verdict: Verdict;
}
