import type { Arm } from '../../core/experience/index.ts';
import type { Goal } from '../../core/goal/index.ts';
import { armOf, type Sums } from '../../core/judge/index.ts';
import type { Experience } from '../../core/release/types.ts';
import { momentsOf } from '../../core/stats/index.ts';
import type { Env } from '../env.ts';
import { lastTaught, teachBandit } from '../experiences/learned-weights.ts';
import { liveExperiences } from '../experiences/live-experience.ts';
import { countEverywhere } from './count.ts';
import { listGoals } from './storage.ts';

/** A little less than an hour, so that an hourly call teaches each time. */
const restMs = 55 * 60_000;

/**
 * Teaches every live bandit by what people did of its goal who saw its variants, if that is an hour ago. One that fails keeps
 * what it knows, and the others are taught all the same.
 */
export async function teachBandits(env: Env, nowMs: number): Promise<void> {
	const [live, goals, taught] = await Promise.all([liveExperiences(env), listGoals(env), lastTaught(env)]);
	for (const experience of live.filter(({ kind }) => kind === 'bandit')) {
		const goal = goals.find(({ id }) => id === experience.bandit?.goalId);
		if (!goal || nowMs - (taught.get(experience.id) ?? 0) < restMs) continue;
		try {
			await teachBandit(env, experience, await armsOf(env, experience, goal, nowMs), Math.random, nowMs);
		} catch (error) {
			console.error('a bandit could not be taught', experience.id, error);
		}
	}
}

async function armsOf(env: Env, { id, variants }: Experience, goal: Goal, nowMs: number): Promise<Arm[]> {
	const counted = await countEverywhere(env, {
		seen: { experienceId: id, variantIds: variants.map((variant) => variant.id) },
		...{ goals: [goal], fromMs: 0, nowMs, beforeMs: 0, by: 'none' },
	});
	return variants.flatMap((variant): Arm[] => {
		const sums = counted.groups.all?.[variant.id]?.goals[goal.id];
		return sums ? [banditArm(variant.id, goal, sums)] : [];
	});
}

/** What more of is better, as proportions or as means, whatever the goal's kind. */
function banditArm(id: string, goal: Goal, sums: Sums): Arm {
	const { n } = sums;
	if (goal.kind === 'conversion' || goal.kind === 'retention')
		return { id, n, sum: goal.lessIsBetter ? n - sums.sum : sums.sum };
	const { mean, variance } = momentsOf(armOf(goal, sums, false));
	return { id, n, sum: (goal.lessIsBetter ? -mean : mean) * n, sumSquares: variance * (n - 1) + mean * mean * n };
}
