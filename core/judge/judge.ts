import { holdoutId } from '../release/types.ts';
import { regret, srm, srmAlarm } from '../stats/index.ts';
import { armOf, compareGoals, type RoledGoal } from './compare.ts';
import type { Counted, GoalResult, Judging, Results, Verdict } from './types.ts';
import { verdictOf } from './verdict.ts';

/** An experience as far as it matters to whoever judges it. */
export interface Judged {
	/** `holdout`: all that is shown, against the people who are held out. */
	readonly kind: 'personalization' | 'experiment' | 'bandit' | 'holdout';
	readonly variants: readonly { readonly id: string; readonly name: string; readonly weight: number }[];
}

/**
 * What counts come to: people and the check of their numbers, every goal's comparisons, for everyone and by group, and a verdict.
 * Groups are in the order of their size.
 */
export function judge(
	experience: Judged,
	judging: Judging,
	goals: readonly RoledGoal[],
	counted: Counted,
	nowMs: number,
): Results {
	const { all = {}, ...parts } = counted.groups;
	const variantIds = experience.variants.map(({ id }) => id);
	const people = experience.variants.map(({ id, weight }) => ({ variantId: id, people: all[id]?.people ?? 0, weight }));
	const compared = compareGoals(all, variantIds, goals, judging);
	const known = { people, srm: srmOf(experience, people) };
	const verdict = verdictOf(experience, judging, { ...known, goals: compared, firstMs: counted.firstMs, nowMs });
	const isTold = mayTell(verdict, judging);
	return {
		...known,
		goals: isTold ? compared : untold(compared),
		days: Object.keys(counted.days)
			.sort()
			.map((date) => ({ date, people: counted.days[date] ?? {} })),
		several: counted.several,
		heldOut: variantIds.includes(holdoutId) ? 0 : (all[holdoutId]?.people ?? 0),
		regret: regretOf(experience, goals, counted),
		edgeOnly: Object.values(counted.edgeOnly).reduce((sum, n) => sum + n, 0),
		groups: Object.entries(parts)
			.map(([name, arms]) => {
				const sizes = variantIds.map((id) => arms[id]?.people ?? 0);
				const results = compareGoals(arms, variantIds, goals, judging);
				const isEnough = isTold && Math.min(...sizes) >= judging.minPeople;
				const size = sizes.reduce((sum, n) => sum + n, 0);
				return { name, people: size, goals: isEnough ? results : untold(results) };
			})
			.sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1)),
		verdict,
	};
}

/** What the verdict does not dare to say, no number beside it says either. */
function mayTell({ kind }: Verdict, { method }: Judging): boolean {
	if (kind === 'open') return method !== 'fixed';
	return kind !== 'broken' && kind !== 'too-early' && kind !== 'nobody';
}

function untold(goals: readonly GoalResult[]): GoalResult[] {
	return goals.map((goal) => ({
		...goal,
		comparisons: goal.comparisons.map((comparison) => ({ ...comparison, outcome: 'open' as const })),
	}));
}

/** Only where fixed weights decide who sees what can numbers of people contradict them. */
function srmOf({ kind }: Judged, people: Results['people']): Results['srm'] {
	if (kind !== 'experiment' && kind !== 'holdout') return null;
	const pValue = srm(
		people.map((one) => one.people),
		people.map(({ weight }) => weight),
	);
	return { pValue, alarm: pValue < srmAlarm };
}

/** By the goal that decides, which a bandit learns from. */
function regretOf({ kind, variants }: Judged, goals: readonly RoledGoal[], counted: Counted): Results['regret'] {
	const primary = goals.find(({ role }) => role === 'primary');
	if (kind !== 'bandit' || !primary) return null;
	const { goal } = primary;
	const arms = variants.flatMap(({ id }) => {
		const sums = counted.groups.all?.[id]?.goals[goal.id];
		return sums ? [armOf(goal, sums, false)] : [];
	});
	const { lost, gained } = regret(arms, { inverse: goal.lessIsBetter });
	return { lost, gained };
}
