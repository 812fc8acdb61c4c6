import type { Arm } from '../../core/experience/index.ts';
import { canTeach, type Goal } from '../../core/goal/index.ts';
import { type Counted, noSums, type Sums } from '../../core/judge/index.ts';
import type { Experience } from '../../core/release/types.ts';
import type { Mean, Proportion, Ratio } from '../../core/stats/index.ts';
import type { Env } from '../env.ts';
import { teachBandit } from '../experiences/learned-weights.ts';
import { liveBandits } from '../experiences/live-experience.ts';
import { countEverywhere } from './count.ts';
import { judgingOf } from './results-of.ts';
import { goalById, readCount, saveCount } from './storage.ts';

/** The cron may come every minute on one machine; shares that change so often teach nothing. */
const soonestMs = 10 * 60_000;
const breakdown = 'bandit';

/** Counts what the variants of every live bandit have brought, and shows the better ones to more people from now on. They fail apart. */
export async function teachBandits(env: Env, nowMs: number, random: () => number = Math.random): Promise<void> {
	for (const bandit of await liveBandits(env)) {
		try {
			await teach(env, bandit, nowMs, random);
		} catch (error) {
			console.error('a bandit could not be taught', bandit.id, error);
		}
	}
}

async function teach(env: Env, bandit: Experience, nowMs: number, random: () => number): Promise<void> {
	const goal = await goalById(env, bandit.bandit?.goalId ?? '');
	const last = await readCount(env, bandit.id, breakdown);
	if (!goal || (last && nowMs - last.countedAt < soonestMs)) return;
	const { from } = await judgingOf(env, bandit.id);
	const question = {
		seen: { experienceId: bandit.id, variantIds: bandit.variants.map(({ id }) => id) },
		...{ goals: [goal], fromMs: from === null ? 0 : Date.parse(from), nowMs, beforeMs: 0, by: 'none' as const },
	};
	const body = await countEverywhere(env, question);
	await teachBandit(env, bandit, armsOf(goal, bandit, body), random, nowMs);
	const { nowMs: _, ...asked } = question;
	await saveCount(env, {
		...{ experienceId: bandit.id, breakdown, question: JSON.stringify(asked), body, countedAt: nowMs },
	});
}

/** What is known of each variant, so that more is better. A quantile teaches nothing: then all stay equal. */
export function armsOf(
	goal: Goal,
	{ variants }: { readonly variants: readonly { readonly id: string }[] },
	counted: Counted,
): Arm[] {
	if (!canTeach(goal)) return [];
	return variants.map(({ id }) => ({ id, ...moreIsBetter(goal, counted.groups.all?.[id]?.goals[goal.id] ?? noSums) }));
}

function moreIsBetter(goal: Goal, sums: Sums): Proportion | Mean | Ratio {
	const sign = goal.lessIsBetter ? -1 : 1;
	const { n, sum, sumSquares } = sums;
	if (goal.kind === 'conversion' || goal.kind === 'retention') return { n, sum: goal.lessIsBetter ? n - sum : sum };
	const mean = { n, sum: sign * sum, sumSquares };
	if (goal.kind !== 'ratio') return mean;
	const { per, perSquares, sumPer } = sums;
	return { ...mean, denominatorSum: per, denominatorSumSquares: perSquares, sumProducts: sign * sumPer };
}
