import type { Goal } from '../../core/goal/index.ts';
import type { Counted } from '../../core/judge/index.ts';
import { type Counts, percentileOf } from '../../core/stats/index.ts';
import type { Env } from '../env.ts';
import { countExposedEverywhere, type ExposedQuestion } from '../profiles/index.ts';

/** What is asked, before it is known at which amounts goals are capped. */
export type CountQuestion = Omit<ExposedQuestion, 'valuesOf'>;

/**
 * Asks all shards at once. Where a goal is capped at a percentile, they are asked first what people's numbers are, and the cap is the same for all
 * variants: one of its own would take from a variant what makes it better.
 */
export async function countEverywhere(env: Env, question: CountQuestion): Promise<Counted> {
	const goals = await cappedGoals(env, question);
	const valuesOf = goals.filter(({ kind }) => kind === 'quantile').map(({ id }) => id);
	return countExposedEverywhere(env, { ...question, goals, valuesOf });
}

async function cappedGoals(env: Env, question: CountQuestion): Promise<readonly Goal[]> {
	const asked = question.goals.filter(({ cap }) => cap?.kind === 'percentile');
	if (asked.length === 0) return question.goals;
	const counted = await countExposedEverywhere(env, {
		...question,
		goals: asked,
		valuesOf: asked.map(({ id }) => id),
		by: 'none',
	});
	const arms = Object.values(counted.groups.all ?? {});
	return question.goals.map((goal) => {
		if (goal.cap?.kind !== 'percentile') return goal;
		const values: Counts = arms.flatMap((arm) => arm.goals[goal.id]?.values ?? []);
		const at = percentileOf(
			values.filter(([value]) => value > 0),
			goal.cap.share,
		);
		return { ...goal, cap: at === null ? null : { kind: 'value', at } };
	});
}
