import type { Goal } from './types.ts';

/** Whether a bandit can learn from a goal: from what adds up over people, which a ratio and a quantile do not. */
export function canTeach({ kind }: Pick<Goal, 'kind'>): boolean {
	return kind !== 'ratio' && kind !== 'quantile';
}
