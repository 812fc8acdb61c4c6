import { controlOf } from './compare.ts';
import type { Comparison, GoalResult, Judging, Results, Verdict } from './types.ts';

const dayMs = 86_400_000;
/** People who did what a conversion counts, in both arms together, below which the normal approximation is not one. */
const doersMin = 20;

export interface JudgedExperience {
	readonly kind: 'personalization' | 'experiment' | 'bandit' | 'holdout';
	readonly variants: readonly { readonly id: string; readonly name: string }[];
}

/** What the verdict is drawn from. */
export type Evidence = Pick<Results, 'people' | 'srm' | 'goals'> & {
	readonly firstMs: number | null;
	readonly nowMs: number;
};

type Said = readonly [kind: Verdict['kind'], says: string, next: string, variantId?: string];

/**
 * Says what to do, in words. Never names a winner while the counts of people do not fit the weights, while there are too few people or days,
 * or while a guardrail is hurt.
 */
export function verdictOf(experience: JudgedExperience, judging: Judging, evidence: Evidence): Verdict {
	const [kind, says, next, variantId] =
		obstacle(experience, judging, evidence) ??
		decided(experience, judging, evidence) ??
		open(experience, judging, evidence);
	return { kind, says, next, variantId: variantId ?? null };
}

function obstacle(experience: JudgedExperience, judging: Judging, evidence: Evidence): Said | null {
	const { people, srm, goals } = evidence;
	if (experience.kind === 'personalization' || experience.variants.length < 2) {
		return [
			'not-compared',
			'The variants are for different people, so they cannot be compared.',
			'Hold some people out to learn what all of it brings, or make an experiment to learn which variant works better.',
		];
	}
	const seen = people.reduce((sum, one) => sum + one.people, 0);
	if (seen === 0) {
		return [
			'nobody',
			'Nobody has seen a variant yet.',
			'Publish it, and look at one of its pages; people appear here within seconds.',
		];
	}
	if (srm?.alarm) {
		return [
			'broken',
			`The numbers of people do not fit the weights (p = ${srm.pValue.toPrecision(2)}). Something other than chance decides who is in which variant, so no result here can be trusted.`,
			'Look for variants that fail to show, redirects, robots, or weights that were changed on the way. Mend it and count from then on.',
		];
	}
	const primary = goals.find(({ role }) => role === 'primary');
	if (!primary) {
		return ['no-goal', 'No goal decides yet.', 'Attach a primary goal below: what the variants are to be better at.'];
	}
	return tooEarly(judging, evidence, primary);
}

function tooEarly(
	{ minPeople, minDays }: Judging,
	{ people, firstMs, nowMs }: Evidence,
	primary: GoalResult,
): Said | null {
	const fewest = Math.min(...people.filter(({ weight }) => weight > 0).map((one) => one.people));
	if (fewest < minPeople) {
		return [
			'too-early',
			`A variant has been seen by ${say(fewest)} people so far; below ${say(minPeople)} each, chance decides.`,
			'Wait for more people.',
		];
	}
	if (primary.kind === 'conversion' || primary.kind === 'retention') {
		const did = primary.arms.reduce((sum, { total }) => sum + total, 0);
		if (did < doersMin) {
			return [
				'too-early',
				`Only ${say(did)} people have reached “${primary.name}”; below ${doersMin} nothing can be told.`,
				'Wait, or choose a goal that more people reach.',
			];
		}
	}
	const days = firstMs === null ? 0 : (nowMs - firstMs) / dayMs;
	if (days < minDays) {
		return [
			'too-early',
			`It has run for ${say(Math.floor(days))} of ${say(minDays)} days. People behave differently on different days of the week.`,
			`Wait until ${say(minDays)} days are over.`,
		];
	}
	return null;
}

const rollOut: Readonly<Record<JudgedExperience['kind'], string>> = {
	personalization: '',
	experiment: 'Give it to everyone: set its weight to 100 % and publish.',
	bandit: 'It is shown to most people already; make it the only variant when you have seen enough.',
	holdout: 'Keep it, and hold nobody out any longer.',
};

/** Better, and against which of the others it was held, is told of the one that is best. */
function decided(experience: JudgedExperience, judging: Judging, evidence: Evidence): Said | null {
	const primary = evidence.goals.find(({ role }) => role === 'primary');
	if (!primary || !mayRead(judging, evidence, primary)) return null;
	const nameOf = (id: string) => experience.variants.find((one) => one.id === id)?.name ?? id;
	const hurt = new Map(
		evidence.goals
			.filter(({ role }) => role === 'guardrail')
			.flatMap(({ name, comparisons }) =>
				comparisons.filter(({ outcome }) => outcome === 'worse').map(({ variantId }) => [variantId, name] as const),
			),
	);
	const better = primary.comparisons
		.filter(({ outcome }) => outcome === 'better')
		.sort((a, b) => gain(b, primary) - gain(a, primary));
	const clean = better.find(({ variantId }) => !hurt.has(variantId));
	const control = nameOf(
		controlOf(
			experience.variants.map(({ id }) => id),
			judging,
		),
	);
	if (clean) {
		const others = better.length > 1 ? ' Others are better too, but this one the most so far.' : '';
		return [
			'winner',
			`“${nameOf(clean.variantId)}” is better than “${control}”: ${sayLift(clean, primary, judging)} in “${primary.name}”.${others}`,
			rollOut[experience.kind],
			clean.variantId,
		];
	}
	const [hurting] = better;
	if (hurting) {
		return [
			'guardrail',
			`“${nameOf(hurting.variantId)}” is better in “${primary.name}”, but worse in “${hurt.get(hurting.variantId)}”, which must not suffer.`,
			'Do not roll it out as it is. Find out what hurts, and test again.',
			hurting.variantId,
		];
	}
	if (primary.comparisons.length > 0 && primary.comparisons.every(({ outcome }) => outcome === 'worse')) {
		const [worst] = primary.comparisons;
		const is = primary.comparisons.length > 1 ? 'Every variant is' : `“${nameOf(worst?.variantId ?? '')}” is`;
		return [
			'loser',
			`${is} worse than “${control}” in “${primary.name}”.`,
			`Keep “${control}”, and end the experiment.`,
		];
	}
	const powered = primary.comparisons.every(({ morePeople, outcome }) => morePeople === 0 || outcome === 'worse');
	if (powered && primary.comparisons.length > 0) {
		return [
			'no-difference',
			`With this many people a lift of ${sayShare(judging.lift)} would most likely have shown, and none has.`,
			'Take the variant that you like, or test something bolder.',
		];
	}
	return null;
}

/** A test for one look may be looked at once, when the people that it was planned for are there. */
function mayRead({ method }: Judging, _: Evidence, primary: GoalResult): boolean {
	return method !== 'fixed' || primary.comparisons.every(({ morePeople }) => morePeople === 0);
}

function open(_experience: JudgedExperience, judging: Judging, { goals, people, firstMs, nowMs }: Evidence): Said {
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

function sayLift(comparison: Comparison, { lessIsBetter }: GoalResult, { method }: Judging): string {
	const { expected, ci } = comparison[method];
	const word = expected < 0 ? 'less' : 'more';
	const [low, high] = expected < 0 ? [-ci[1], -ci[0]] : ci;
	const good = lessIsBetter ? ', and less is better here' : '';
	return `${sayShare(Math.abs(expected))} ${word} (between ${sayShare(low)} and ${sayShare(high)}${good})`;
}

function sayShare(share: number): string {
	const percent = share * 100;
	return `${Math.abs(percent) >= 10 ? Math.round(percent) : Math.round(percent * 10) / 10} %`;
}

const count = new Intl.NumberFormat('en');

function say(n: number): string {
	return count.format(n);
}
