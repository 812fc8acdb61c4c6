import * as v from 'valibot';
import { ChosenId } from '../chosen-id.ts';
import { breakdowns } from '../profiles/index.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

/** A goal as it is sent; core/goal parses it, and says what is wrong with it and where. */
export const GoalDraft = v.pipe(
	v.looseObject({ id: ChosenId }),
	v.description(
		'A goal: name, kind (conversion, count, sum, ratio, retention, quantile), event, where, value, per, windowHours, delayHours, cap, quantile, lessIsBetter. See docs/statistics.',
	),
);
export const GoalBody = v.looseObject({
	id: v.string(),
	name: v.string(),
	kind: v.string(),
	event: v.string(),
	updatedAt: Instant,
});

/** core/judge parses it. */
export const JudgingDraft = v.pipe(
	v.looseObject({}),
	v.description(
		'How an experience is judged: goals (goalId, role), method (bayesian, sequential, fixed), controlId, from, alpha, priorSpread, cuped, beforeDays, correction, tuning, minPeople, minDays, lift, power. See docs/statistics.',
	),
);
export const JudgingBody = v.looseObject({ method: v.string(), alpha: v.number() });

export const ResultsQuery = v.object({
	by: v.optional(v.picklist(breakdowns, `One of ${breakdowns.join(', ')}.`), 'none'),
	anew: v.pipe(
		v.optional(v.picklist(['true', 'false']), 'false'),
		v.description('Count again, though the last count is younger than five minutes.'),
	),
});

const Share = v.pipe(v.number(), v.description('On the relative scale: 0.1 is 10 % more than the control.'));
const Interval = v.tuple([Share, Share]);
const Problem = v.pipe(
	v.nullable(v.picklist(['no-people', 'no-variance', 'baseline-zero'])),
	v.description('Why the numbers beside it say nothing.'),
);
const TestBody = v.object({ expected: Share, ci: Interval, pValue: v.number(), problem: Problem });
const GoalResultBody = v.object({
	goalId: v.string(),
	name: v.string(),
	kind: v.string(),
	role: v.picklist(['primary', 'secondary', 'guardrail']),
	lessIsBetter: v.boolean(),
	arms: v.array(v.object({ variantId: v.string(), n: v.number(), total: v.number(), mean: v.number() })),
	comparisons: v.array(
		v.object({
			variantId: v.string(),
			bayesian: v.object({
				expected: Share,
				ci: Interval,
				chanceToWin: v.number(),
				risk: v.pipe(Interval, v.description('Expected loss of choosing the control, and of choosing the variant.')),
				problem: Problem,
			}),
			sequential: TestBody,
			fixed: TestBody,
			pValue: v.pipe(v.nullable(v.number()), v.description('By the method chosen, corrected as chosen.')),
			varianceReduction: v.nullable(v.number()),
			morePeople: v.nullable(v.number()),
			outcome: v.picklist(['better', 'worse', 'open']),
		}),
	),
});

export const ResultsBody = v.object({
	countedAt: Instant,
	by: v.picklist(breakdowns),
	isLive: v.boolean(),
	variants: v.array(v.object({ id: v.string(), name: v.string(), weight: v.number() })),
	controlId: v.string(),
	judging: JudgingBody,
	people: v.array(v.object({ variantId: v.string(), people: v.number(), weight: v.number() })),
	days: v.array(v.object({ date: v.string(), people: v.record(v.string(), v.number()) })),
	several: v.pipe(v.number(), v.description('People who saw more than one variant; they count nowhere.')),
	edgeOnly: v.pipe(
		v.number(),
		v.description('People whose browser never told that it showed anything; they count nowhere.'),
	),
	heldOut: v.pipe(v.number(), v.description('People held out of an experiment; they count nowhere.')),
	regret: v.pipe(
		v.nullable(v.object({ lost: v.number(), gained: v.number() })),
		v.description('Of a bandit: against everybody having had the best, and against an even split.'),
	),
	srm: v.nullable(v.object({ pValue: v.number(), alarm: v.boolean() })),
	goals: v.array(GoalResultBody),
	groups: v.array(v.object({ name: v.string(), people: v.number(), goals: v.array(GoalResultBody) })),
	verdict: v.object({
		kind: v.string(),
		variantId: v.nullable(v.string()),
		says: v.string(),
		next: v.string(),
	}),
});

const pattern = v.pipe(v.string(), v.trim(), v.maxLength(2_000));

export const BaselineQuestion = v.object({
	siteId: v.pipe(v.string(), v.maxLength(100)),
	pages: v.optional(
		v.object({
			include: v.optional(v.pipe(v.array(pattern), v.maxLength(100)), []),
			exclude: v.optional(v.pipe(v.array(pattern), v.maxLength(100)), []),
		}),
		{},
	),
	goalId: v.pipe(v.string(), v.maxLength(100)),
	days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)), 28),
});

export const BaselineBody = v.object({
	days: v.pipe(v.number(), v.description('Of those asked about, so many as the pages have been watched.')),
	people: v.pipe(v.number(), v.description('Who viewed such a page in these days.')),
	mean: v.pipe(v.number(), v.description('Of the goal, a person, from their first view on.')),
	variance: v.pipe(v.number(), v.description('Of one person.')),
	isShare: v.pipe(v.boolean(), v.description('The mean is a share of people, which decides the variance.')),
});
