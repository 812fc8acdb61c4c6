import type { Goal } from '../../core/goal/index.ts';
import type { Counted } from '../../core/judge/index.ts';
import { type Counts, percentileOf } from '../../core/stats/index.ts';
import type { Env } from '../env.ts';
import { countExposedEverywhere, type ExposedQuestion } from '../profiles/index.ts';

/** What is asked, before it is known at which amounts goals are capped. */
export type CountQuestion = Omit<ExposedQuestion, 'valuesOf' | 'isAskedAgain'>;

/**
 * Asks all shards at once. Where a goal is capped at a percentile, they are asked first what people's numbers are, and the cap is the same for all
 * variants: one of its own would take from a variant what makes it better.
 */
export async function countEverywhere(env: Env, question: CountQuestion): Promise<Counted> {
	const idsOf = (goals: readonly Goal[]) => goals.map(({ id }) => id);
	const quantiles = idsOf(question.goals.filter(({ kind }) => kind === 'quantile'));
	const byPercentile = idsOf(question.goals.filter(({ cap }) => cap?.kind === 'percentile'));
	if (byPercentile.length === 0) return countExposedEverywhere(env, { ...question, valuesOf: quantiles });
	const uncapped = await countExposedEverywhere(env, { ...question, valuesOf: byPercentile, isAskedAgain: true });
	const goals = question.goals.map((goal) => cappedAsCounted(goal, uncapped));
	return countExposedEverywhere(env, { ...question, goals, valuesOf: quantiles });
}

function cappedAsCounted(goal: Goal, { groups }: Counted): Goal {
	if (goal.cap?.kind !== 'percentile') return goal;
	const values: Counts = Object.values(groups.all ?? {}).flatMap((arm) => arm.goals[goal.id]?.values ?? []);
	const at = percentileOf(
		values.filter(([value]) => value > 0),
		goal.cap.share,
	);
	return { ...goal, cap: at === null ? null : { kind: 'value', at } };
}
