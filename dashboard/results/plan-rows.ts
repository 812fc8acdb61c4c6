import type { Judging } from '../../core/judge/index.ts';
import { peopleNeeded } from '../../core/stats/index.ts';
import type { Baseline } from '../shapes/results.ts';

export interface PlanRow {
	readonly lift: number;
	/** In the whole experiment; null when no number is enough. */
	readonly people: number | null;
	readonly days: number | null;
	/** The lift that is worth finding. */
	readonly isWanted: boolean;
}

/**
 * What it takes to find lifts around the one that is worth finding: an even split over the variants, each compared with the control. Null
 * where there is nothing to plan on.
 * @param coverage share of the people who take part
 */
export function planRows(
	{ people: seen, days: spanDays, mean, variance, isShare }: Baseline,
	{ lift, alpha, power, method, tuning }: Judging,
	variants: number,
	coverage: number,
): PlanRow[] | null {
	if (seen === 0 || mean === 0 || variance === 0) return null;
	const perDay = (seen / spanDays) * coverage;
	const each = 1 / Math.max(2, variants);
	const plan = {
		baseline: isShare ? { mean } : { mean, variance },
		shares: [each, each] as const,
		...{ alpha, sequentialTuning: method === 'sequential' ? tuning : null },
	};
	return [lift / 2, lift, lift * 2, lift * 4].map((one) => {
		const people = peopleNeeded(plan, one, power);
		return {
			lift: one,
			people,
			days: people === null || perDay === 0 ? null : Math.ceil(people / perDay),
			isWanted: one === lift,
		};
	});
}
