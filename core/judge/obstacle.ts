import { dayMs } from '../condition/time/civil.ts';
import type { Evidence, JudgedExperience, Said } from './evidence.ts';
import { say } from './say.ts';
import type { GoalResult, Judging } from './types.ts';

/** People who did what a conversion counts, in both arms together, below which the normal approximation is not one. */
const doersMin = 20;

/** Why nothing can be said of what is better yet; null where it can. */
export function obstacle(experience: JudgedExperience, judging: Judging, evidence: Evidence): Said | null {
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
