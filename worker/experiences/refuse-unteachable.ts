import { canTeach } from '../../core/goal/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Experience } from '../../core/release/index.ts';
import type { Env } from '../env.ts';
import { listGoals } from '../results/index.ts';

/** Refuses a bandit whose goal is there, and is of a kind from which no bandit learns. One that is not there yet may come before publishing. */
export async function refuseUnteachable(env: Env, { kind, bandit }: Experience): Promise<void> {
	if (kind !== 'bandit' || !bandit?.goalId) return;
	const goal = (await listGoals(env)).find(({ id }) => id === bandit.goalId);
	if (!goal || canTeach(goal)) return;
	throw new Refusal('experience-invalid', `A bandit cannot learn from “${goal.name}”, which is a quantile.`, {
		status: 400,
		path: 'bandit.goalId',
		hint: 'Let it learn from a conversion, a count, a sum, a ratio or a retention, and watch the quantile as a guardrail.',
	});
}
