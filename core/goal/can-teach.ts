import type { Goal } from './types.ts';

/**
 * Whether a bandit can learn from a goal. A quantile's place among draws would have to come from the density around it, which few people do not
 * tell: nobody's word on which variant is the best.
 */
export function canTeach({ kind }: Pick<Goal, 'kind'>): boolean {
	return kind !== 'quantile';
}
