/** What can be told of the people of one variant in sums, so that many places may count and one may judge. */
export type Arm = Proportion | Mean | Ratio | Adjusted | AdjustedRatio | Quantile;

/** People who did something at least once: `sum` of `n`. */
export interface Proportion {
	readonly sum: number;
	readonly n: number;
}

/** A number a person: their sum, and the sum of their squares. */
export interface Mean extends Proportion {
	readonly sumSquares: number;
}

/** One sum over another, such as revenue an order, where each person adds to both. */
export interface Ratio extends Mean {
	readonly denominatorSum: number;
	readonly denominatorSumSquares: number;
	/** Of each person's numerator and denominator. */
	readonly sumProducts: number;
}

/** A proportion or a mean with what the same people did before: what CUPED needs. */
export interface Adjusted extends Proportion {
	/** Left out for a proportion, whose squares are the values themselves; so `preSumSquares`. */
	readonly sumSquares?: number;
	readonly preSum: number;
	readonly preSumSquares?: number;
	/** Of each person's value and the value before. */
	readonly sumProducts: number;
}

/** A ratio with what the same people's numerators and denominators were before. Products are of each person's two numbers. */
export interface AdjustedRatio extends Ratio {
	readonly preSum: number;
	readonly preSumSquares: number;
	readonly preDenominatorSum: number;
	readonly preDenominatorSumSquares: number;
	/** Of both before. */
	readonly preSumProducts: number;
	/** Of the numerator with the numerator and the denominator before. */
	readonly numeratorPreNumerator: number;
	readonly numeratorPreDenominator: number;
	/** Of the denominator with the numerator and the denominator before. */
	readonly denominatorPreNumerator: number;
	readonly denominatorPreDenominator: number;
}

/** A quantile of a number a person, with the variance that an observation would need for the quantile's to be `variance / n`. */
export interface Quantile {
	readonly n: number;
	readonly quantile: number;
	readonly variance: number;
}

/** `relative`: (b − a) / a, so 0.1 is ten percent more; `absolute`: b − a. */
export type Difference = 'relative' | 'absolute';

/** Why nothing can be said: nobody there; everybody alike; or a lift over nothing. */
export type Problem = 'no-people' | 'no-variance' | 'baseline-zero';

/** What `b` has over `a`, as one normal variable. */
export interface Effect {
	readonly estimate: number;
	/** Of the estimate, not of a person. */
	readonly variance: number;
	/** People of both arms. */
	readonly n: number;
	/** Degrees of freedom, after Welch and Satterthwaite. */
	readonly freedom: number;
	/** The mean of `a`, not adjusted. */
	readonly baseline: number;
	readonly problem: Problem | null;
}

/** Bounds of an interval, the lower first. */
export type Interval = readonly [low: number, high: number];

/** Where `problem` says that nothing can be said, the numbers say nothing either: 0, [0, 0] and 1. */
export interface Tested {
	readonly expected: number;
	readonly ci: Interval;
	/** Two-sided. */
	readonly pValue: number;
	readonly problem: Problem | null;
}
