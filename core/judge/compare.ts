import { type Goal, hasPast } from '../goal/index.ts';
import {
	type AdjustedRatio,
	type Arm,
	bayesian,
	benjaminiHochberg,
	cuped,
	holm,
	isSoundRatio,
	momentsOf,
	morePeopleNeeded,
	quantileArm,
	type Ratio,
	sequential,
	type Tested,
	welch,
} from '../stats/index.ts';
import { noSums } from './growing-sums.ts';
import type { ArmResult, Comparison, CountedArm, GoalResult, Judging, Role, Sums } from './types.ts';

/** The variants of an experience among some of the people. */
export type Arms = Readonly<Record<string, CountedArm>>;

/** A goal as it is attached. */
export interface RoledGoal {
	readonly goal: Goal;
	readonly role: Role;
}

/** Every goal's arms, and every variant against the control; p-values corrected over all that are no guardrails. */
export function compareGoals(
	arms: Arms,
	variantIds: readonly string[],
	goals: readonly RoledGoal[],
	judging: Judging,
): GoalResult[] {
	const results = goals.map(({ goal, role }) => compareGoal(arms, variantIds, goal, role, judging));
	return corrected(results, judging);
}

function compareGoal(arms: Arms, variantIds: readonly string[], goal: Goal, role: Role, judging: Judging): GoalResult {
	const sumsOf = (variantId: string) => arms[variantId]?.goals[goal.id] ?? noSums;
	const controlId = controlOf(variantIds, judging);
	const control = sumsOf(controlId);
	return {
		...{ goalId: goal.id, name: goal.name, kind: goal.kind, role, lessIsBetter: goal.lessIsBetter },
		arms: variantIds.map((id) => armResult(id, goal, sumsOf(id))),
		comparisons: variantIds
			.filter((id) => id !== controlId)
			.map((id) => compareArms(id, goal, control, sumsOf(id), judging)),
	};
}

export function controlOf(variantIds: readonly string[], { controlId }: Judging): string {
	return variantIds.find((id) => id === controlId) ?? variantIds[0] ?? '';
}

function compareArms(variantId: string, goal: Goal, a: Sums, b: Sums, judging: Judging): Comparison {
	const { alpha, tuning, priorSpread, lift, power, method } = judging;
	const adjusts = judging.cuped && tellsOfPast(goal, a, b);
	const [armA, armB] = [armOf(goal, a, adjusts), armOf(goal, b, adjusts)];
	const prior = priorSpread === null ? null : { mean: 0, variance: priorSpread ** 2 };
	const tested = {
		sequential: sequential(armA, armB, { alpha, tuning }),
		fixed: welch(armA, armB, { alpha }),
	};
	const sequentialTuning = method === 'sequential' ? tuning : null;
	return {
		variantId,
		bayesian: bayesian(armA, armB, { inverse: goal.lessIsBetter, prior, alpha }),
		...tested,
		pValue: method === 'bayesian' ? null : tested[method].pValue,
		varianceReduction: adjusts && 'preSum' in armA && 'preSum' in armB ? cuped(armA, armB).varianceReduction : null,
		morePeople: morePeopleNeeded(armA, armB, lift, { alpha, power, sequentialTuning }),
		outcome: 'open',
	};
}

/** Whether anybody had a past of which something is to be told; of a ratio that takes enough of them in both arms. */
function tellsOfPast(goal: Goal, a: Sums, b: Sums): boolean {
	if (!hasPast(goal)) return false;
	if (goal.kind !== 'ratio') return a.before + b.before > 0;
	return [a, b].every(({ perBefore, perBeforeSquares }) =>
		isSoundRatio({ denominatorSum: perBefore, denominatorSumSquares: perBeforeSquares }),
	);
}

/** A goal's sums as the arm that its kind makes of them. */
export function armOf({ kind, quantile }: Goal, sums: Sums, adjusts: boolean): Arm {
	const { n, sum, sumSquares } = sums;
	if (kind === 'quantile') return quantileArm(sums.values ?? [], quantile ?? 0.5);
	if (kind === 'ratio') {
		const ratio = ratioOf(sums);
		return adjusts ? { ...ratio, ...pastOf(sums) } : ratio;
	}
	const isShare = kind === 'conversion' || kind === 'retention';
	const own = isShare ? { n, sum } : { n, sum, sumSquares };
	if (!adjusts) return own;
	const before = isShare ? { preSum: sums.before } : { preSum: sums.before, preSumSquares: sums.beforeSquares };
	return { ...own, ...before, sumProducts: sums.sumBefore };
}

function ratioOf({ n, sum, sumSquares, per, perSquares, sumPer }: Sums): Ratio {
	return { n, sum, sumSquares, denominatorSum: per, denominatorSumSquares: perSquares, sumProducts: sumPer };
}

function pastOf(sums: Sums): Omit<AdjustedRatio, keyof Ratio> {
	return {
		preSum: sums.before,
		preSumSquares: sums.beforeSquares,
		preDenominatorSum: sums.perBefore,
		preDenominatorSumSquares: sums.perBeforeSquares,
		preSumProducts: sums.beforePerBefore,
		numeratorPreNumerator: sums.sumBefore,
		numeratorPreDenominator: sums.sumPerBefore,
		denominatorPreNumerator: sums.perAndBefore,
		denominatorPreDenominator: sums.perPerBefore,
	};
}

function armResult(variantId: string, goal: Goal, sums: Sums): ArmResult {
	return { variantId, n: sums.n, total: sums.sum, mean: momentsOf(armOf(goal, sums, false)).mean };
}

/** Guardrails stay as they are: an alarm that is made quieter is no guard. */
function corrected(results: readonly GoalResult[], judging: Judging): GoalResult[] {
	const places = results.flatMap(({ role, comparisons }, goal) =>
		role === 'guardrail' ? [] : comparisons.map(({ pValue }, place) => ({ key: `${goal} ${place}`, p: pValue ?? 1 })),
	);
	const pValues = places.map(({ p }) => p);
	const { correction, method } = judging;
	const adjusted = correction === 'holm' ? holm(pValues) : correction === 'none' ? pValues : benjaminiHochberg(pValues);
	const byKey = new Map(places.map(({ key }, i) => [key, adjusted[i] ?? 1]));
	return results.map((result, goal) => ({
		...result,
		comparisons: result.comparisons.map((comparison, place) => {
			const pValue = method === 'bayesian' ? null : (byKey.get(`${goal} ${place}`) ?? comparison.pValue);
			return { ...comparison, pValue, outcome: outcomeOf({ ...comparison, pValue }, result, judging) };
		}),
	}));
}

/** By belief a variant is better from a chance to win of 1 − alpha on; by a test, when its p-value is below alpha. */
function outcomeOf(
	comparison: Comparison,
	{ lessIsBetter }: GoalResult,
	{ method, alpha }: Judging,
): Comparison['outcome'] {
	if (method === 'bayesian') {
		const { chanceToWin } = comparison.bayesian;
		return chanceToWin >= 1 - alpha ? 'better' : chanceToWin <= alpha ? 'worse' : 'open';
	}
	const { expected, problem }: Tested = comparison[method];
	if (problem || comparison.pValue === null || comparison.pValue >= alpha) return 'open';
	return expected > 0 !== lessIsBetter ? 'better' : 'worse';
}
