/** What becomes of an experience: who saw what, what they did, and what follows from it. */
export { armOf, controlOf, type RoledGoal } from './compare.ts';
export { compileSeen, exposureEvent, pagesVariant, type Seen, shownVariant } from './exposures.ts';
export { noSums } from './growing-sums.ts';
export { type Judged, judge } from './judge.ts';
export { MeasuredPeople } from './measured-people.ts';
export { parseJudging } from './schema.ts';
export { joinCounted } from './tally.ts';
export {
	type AttachedGoal,
	type Comparison,
	type Counted,
	type GoalResult,
	type GroupResult,
	type Judging,
	type Method,
	methods,
	type Results,
	type Role,
	roles,
	type Sums,
	type Verdict,
} from './types.ts';
