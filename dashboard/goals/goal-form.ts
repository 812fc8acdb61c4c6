import { type Goal, type GoalKind, parseGoal } from '../../core/goal/index.ts';
import { Refusal } from '../../core/refusal.ts';

export const kinds: readonly (readonly [GoalKind, string])[] = [
	['conversion', 'Whether people do it'],
	['count', 'How often they do it'],
	['sum', 'What it adds up to, such as revenue'],
	['ratio', 'One sum for each of another, such as revenue an order'],
	['retention', 'Whether they come back and do it'],
	['quantile', 'What most people do not exceed (a quantile)'],
];

export const newGoal: Goal = {
	...{ id: '', name: '', kind: 'conversion', event: 'Order Completed', where: null, value: null, per: null },
	...{ windowHours: null, delayHours: 0, cap: null, quantile: null, lessIsBetter: false },
};

/** A goal as another kind: what that one has no use for is dropped, and what it needs is there. */
export function asKind(goal: Goal, kind: GoalKind): Goal {
	const hasValue = kind === 'sum' || kind === 'quantile' || kind === 'ratio';
	const isTimed = kind === 'retention';
	return {
		...goal,
		kind,
		value: hasValue ? (goal.value ?? 'properties.total') : null,
		per: kind === 'ratio' ? (goal.per ?? { event: goal.event, where: null, value: null }) : null,
		quantile: kind === 'quantile' ? (goal.quantile ?? 0.9) : null,
		cap: kind === 'sum' || kind === 'count' ? goal.cap : null,
		windowHours: isTimed ? (goal.windowHours ?? 24 * 7) : goal.windowHours,
		delayHours: isTimed ? goal.delayHours || 24 : goal.delayHours,
	};
}

/** What is wrong with a goal, by the parser that will refuse it; null when nothing is. */
export function problemOf(goal: Goal): Refusal | null {
	try {
		parseGoal({ ...goal, id: goal.id || 'new' });
		return null;
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
}
