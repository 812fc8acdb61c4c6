import type { Goal } from '../../core/goal/index.ts';
import {
	controlOf,
	type Judged,
	type Judging,
	judge,
	parseJudging,
	type Results,
	type RoledGoal,
	shownVariant,
} from '../../core/judge/index.ts';
import { type Experience, holdoutId } from '../../core/release/types.ts';
import type { Env } from '../env.ts';
import { learnedWeights } from '../experiences/learned-weights.ts';
import { liveExperience } from '../experiences/live-experience.ts';
import type { Breakdown } from '../profiles/index.ts';
import { dayMs } from '../traffic/day.ts';
import { type CountQuestion, countEverywhere } from './count.ts';
import { listGoals, readCount, readJudging, saveCount } from './storage.ts';

/** How old a count may be that is shown without counting again. */
const freshMs = 5 * 60_000;

export interface ShownResults extends Results {
	/** When people were counted, an ISO instant. */
	readonly countedAt: string;
	readonly by: Breakdown;
	/** The variants that are compared: those of the live release where it is in there, else the draft's. */
	readonly variants: readonly { readonly id: string; readonly name: string; readonly weight: number }[];
	readonly controlId: string;
	readonly isLive: boolean;
	readonly judging: Judging;
}

/** How an experience is judged, with what holds where nobody has said anything. */
export async function judgingOf(env: Env, experienceId: string): Promise<Judging> {
	return parseJudging((await readJudging(env, experienceId)) ?? {});
}

/** What has become of an experience, from the last count if that is young enough, else from all shards. @param anew counts in any case */
export async function resultsOf(env: Env, draft: Experience, by: Breakdown, anew: boolean): Promise<ShownResults> {
	const [live, judging, goals, learned] = await Promise.all([
		liveExperience(env, draft),
		judgingOf(env, draft.id),
		listGoals(env),
		learnedWeights.get(env),
	]);
	const experience = live?.experience ?? draft;
	const attached = attachedGoals(experience, judging, goals);
	const judged = judgedAs(experience, live?.siteHoldout ?? 0, learned[draft.id]);
	const { variants } = judged;
	const now = Date.now();
	const question: Omit<CountQuestion, 'nowMs'> = {
		seen: {
			experienceId: draft.id,
			variantIds: experience.variants.map(({ id }) => id),
			isPooled: judged.kind === 'holdout',
		},
		goals: attached.map(({ goal }) => goal),
		fromMs: judging.from === null ? 0 : Date.parse(judging.from),
		beforeMs: judging.cuped ? judging.beforeDays * dayMs : 0,
		by,
	};
	const { body, countedAt } = await counted(env, draft.id, question, anew, now);
	return {
		...judge(judged, judging, attached, body, countedAt),
		...{ countedAt: new Date(countedAt).toISOString(), by, variants, judging, isLive: live !== null },
		controlId: controlOf(
			variants.map(({ id }) => id),
			judging,
		),
	};
}

/** The goals that it is judged by; what a bandit learns from decides where nothing else is said to. */
function attachedGoals({ kind, bandit }: Experience, judging: Judging, goals: readonly Goal[]): RoledGoal[] {
	const attached = judging.goals.flatMap(({ goalId, role }): RoledGoal[] => {
		const goal = goals.find(({ id }) => id === goalId);
		return goal ? [{ goal, role }] : [];
	});
	const learnsFrom = kind === 'bandit' ? goals.find(({ id }) => id === bandit?.goalId) : undefined;
	if (!learnsFrom || attached.some(({ goal, role }) => role === 'primary' || goal.id === learnsFrom.id))
		return attached;
	return [{ goal: learnsFrom, role: 'primary' }, ...attached];
}

/** What is compared: variants; of a personalisation all that it shows with the people who are held out, where there are any. */
function judgedAs(
	{ kind, variants, holdout = 0 }: Experience,
	siteHoldout: number,
	learned: Readonly<Record<string, number>> = {},
): Judged {
	const held = 1 - (1 - holdout) * (1 - siteHoldout);
	if (kind === 'personalization' && held > 0) {
		const pooled = [
			{ id: holdoutId, name: 'Held out', weight: held },
			{ id: shownVariant, name: 'Shown', weight: 1 - held },
		];
		return { kind: 'holdout', variants: pooled };
	}
	const weightOf = (id: string, weight: number) => (kind === 'bandit' ? (learned[id] ?? 1 / variants.length) : weight);
	return { kind, variants: variants.map(({ id, name, weight }) => ({ id, name, weight: weightOf(id, weight) })) };
}

async function counted(
	env: Env,
	experienceId: string,
	question: Omit<CountQuestion, 'nowMs'>,
	anew: boolean,
	now: number,
) {
	const asked = JSON.stringify(question);
	const last = await readCount(env, experienceId, question.by);
	if (last && !anew && last.question === asked && now - last.countedAt < freshMs) return last;
	const body = await countEverywhere(env, { ...question, nowMs: now });
	const count = { experienceId, breakdown: question.by, question: asked, body, countedAt: now };
	await saveCount(env, count);
	return count;
}
