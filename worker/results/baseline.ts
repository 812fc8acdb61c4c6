import type { Goal } from '../../core/goal/index.ts';
import { armOf, pagesVariant } from '../../core/judge/index.ts';
import type { PageRule } from '../../core/release/types.ts';
import { momentsOf } from '../../core/stats/index.ts';
import type { Env } from '../env.ts';
import type { Site } from '../sites/index.ts';
import { dayMs } from '../traffic/day.ts';
import { countEverywhere } from './count.ts';

/** What an experiment on some pages can be planned on. */
export interface Baseline {
	readonly days: number;
	readonly people: number;
	readonly mean: number;
	readonly variance: number;
	readonly isShare: boolean;
}

/** How many people saw pages in the last days, and what they did about a goal from their first view on. */
export async function baselineOf(env: Env, site: Site, pages: PageRule, goal: Goal, days: number): Promise<Baseline> {
	const nowMs = Date.now();
	const counted = await countEverywhere(env, {
		seen: { pages, hostnames: site.hostnames },
		...{ goals: [goal], fromMs: nowMs - days * dayMs, nowMs, beforeMs: 0, by: 'none' },
	});
	const arm = counted.groups.all?.[pagesVariant];
	const sums = arm?.goals[goal.id];
	const moments = sums ? momentsOf(armOf(goal, sums, false)) : { mean: 0, variance: 0 };
	return {
		// Where the pages have been watched for less, people came in less.
		days: counted.firstMs === null ? days : Math.min(days, Math.max(1, Math.ceil((nowMs - counted.firstMs) / dayMs))),
		...{ people: arm?.people ?? 0, mean: moments.mean, variance: moments.variance },
		isShare: goal.kind === 'conversion' || goal.kind === 'retention',
	};
}
