import { dayMs } from '../condition/time/civil.ts';
import { controlOf } from './compare.ts';
import type { Evidence, JudgedExperience, Said } from './evidence.ts';
import { obstacle } from './obstacle.ts';
import { say, sayLift, sayShare } from './say.ts';
import type { Comparison, GoalResult, Judging, Verdict } from './types.ts';

/**
 * Says what to do, in words. Never names a winner while the counts of people do not fit the weights, while there are too few people or days,
 * or while a guardrail is hurt.
 */
export function verdictOf(experience: JudgedExperience, judging: Judging, evidence: Evidence): Verdict {
	const [kind, says, next, variantId] =
		obstacle(experience, judging, evidence) ?? decided(experience, judging, evidence) ?? open(judging, evidence);
	return { kind, says, next, variantId: variantId ?? null };
}

const rollOut: Readonly<Record<JudgedExperience['kind'], string>> = {
	personalization: '',
	experiment: 'Give it to everyone: set its weight to 100 % and publish.',
	bandit: 'It is shown to most people already; make it the only variant when you have seen enough.',
	holdout: 'Keep it, and hold nobody out any longer.',
};

/** What the goal that decides says, with names for people. */
interface Decision {
	readonly primary: GoalResult;
	readonly judging: Judging;
	/** Whether a variant is worse in a guardrail, and in which: by variant id. */
	readonly hurt: ReadonlyMap<string, string>;
	readonly control: string;
	readonly nameOf: (variantId: string) => string;
}

function decided(experience: JudgedExperience, judging: Judging, { goals }: Evidence): Said | null {
	const primary = goals.find(({ role }) => role === 'primary');
	if (!primary || !mayRead(judging, primary)) return null;
	const nameOf = (id: string) => experience.variants.find((one) => one.id === id)?.name ?? id;
	const ids = experience.variants.map(({ id }) => id);
	const decision = { primary, judging, hurt: hurtBy(goals), control: nameOf(controlOf(ids, judging)), nameOf };
	return better(decision, rollOut[experience.kind]) ?? worse(decision) ?? noDifference(decision);
}

function hurtBy(goals: readonly GoalResult[]): ReadonlyMap<string, string> {
	const worsened = goals
		.filter(({ role }) => role === 'guardrail')
		.flatMap(({ name, comparisons }) =>
			comparisons.filter(({ outcome }) => outcome === 'worse').map(({ variantId }) => [variantId, name] as const),
		);
	return new Map(worsened);
}

/** Of several the one that is better by most; one that hurts a guardrail only where there is no other. */
function better({ primary, judging, hurt, control, nameOf }: Decision, next: string): Said | null {
	const found = primary.comparisons
		.filter(({ outcome }) => outcome === 'better')
		.sort((a, b) => gain(b, primary) - gain(a, primary));
	const clean = found.find(({ variantId }) => !hurt.has(variantId));
	if (clean) {
		const { variantId } = clean;
		const lift = sayLift(clean, primary, judging);
		const others = found.length > 1 ? ' Others are better too, but this one the most so far.' : '';
		const says = `“${nameOf(variantId)}” is better than “${control}”: ${lift} in “${primary.name}”.${others}`;
		return ['winner', says, next, variantId];
	}
	const [first] = found;
	if (!first) return null;
	const { variantId } = first;
	const says = `“${nameOf(variantId)}” is better in “${primary.name}”, but worse in “${hurt.get(variantId)}”, which must not suffer.`;
	return ['guardrail', says, 'Do not roll it out as it is. Find out what hurts, and test again.', variantId];
}

function worse({ primary: { name, comparisons }, control, nameOf }: Decision): Said | null {
	const [first] = comparisons;
	if (!first || comparisons.some(({ outcome }) => outcome !== 'worse')) return null;
	const is = comparisons.length > 1 ? 'Every variant is' : `“${nameOf(first.variantId)}” is`;
	return ['loser', `${is} worse than “${control}” in “${name}”.`, `Keep “${control}”, and end the experiment.`];
}

function noDifference({ primary: { comparisons }, judging }: Decision): Said | null {
	const isPowered = comparisons.every(({ morePeople, outcome }) => morePeople === 0 || outcome === 'worse');
	if (!isPowered || comparisons.length === 0) return null;
	const says = `With this many people a lift of ${sayShare(judging.lift)} would most likely have shown, and none has.`;
	return ['no-difference', says, 'Take the variant that you like, or test something bolder.'];
}

/** A test for one look may be looked at once, when the people that it was planned for are there. */
function mayRead({ method }: Judging, primary: GoalResult): boolean {
	return method !== 'fixed' || primary.comparisons.every(({ morePeople }) => morePeople === 0);
}

function open(judging: Judging, { goals, people, firstMs, nowMs }: Evidence): Said {
	const primary = goals.find(({ role }) => role === 'primary');
	const missing = Math.max(0, ...(primary?.comparisons.map(({ morePeople }) => morePeople ?? 0) ?? []));
	const seen = people.reduce((sum, one) => sum + one.people, 0);
	const perDay = firstMs === null ? 0 : seen / Math.max(1, (nowMs - firstMs) / dayMs);
	const days = perDay > 0 ? Math.ceil((missing * Math.max(1, people.length / 2)) / perDay) : null;
	const wait =
		missing === 0
			? 'Wait for more people.'
			: `About ${say(missing)} more people are needed to find a lift of ${sayShare(judging.lift)}${days === null ? '' : `, which takes some ${say(days)} ${days === 1 ? 'day' : 'days'} at the present pace`}.`;
	const reads =
		judging.method === 'fixed' ? 'It is read once, when enough people have come.' : 'No difference has shown yet.';
	return ['open', reads, wait];
}

function gain({ bayesian }: Comparison, { lessIsBetter }: GoalResult): number {
	return lessIsBetter ? -bayesian.expected : bayesian.expected;
}
