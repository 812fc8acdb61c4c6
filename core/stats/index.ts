export { type CupedTested, cuped } from './adjusted.ts';
export { type BayesianOptions, type Believed, bayesian, type Prior } from './bayesian.ts';
export { type SequentialOptions, sequential, type TestOptions, welch } from './frequentist.ts';
export { isSoundRatio, momentsOf } from './moments.ts';
export { benjaminiHochberg, holm } from './multiple.ts';
export { detectableLift, type MidwayOptions, morePeopleNeeded, type Plan, peopleNeeded, powerOf } from './power.ts';
export { type Counts, percentileOf, quantileArm } from './quantile.ts';
export { type Regret, regret } from './regret.ts';
export { srm, srmAlarm } from './srm.ts';
export type {
	Adjusted,
	AdjustedRatio,
	Arm,
	Difference,
	Interval,
	Mean,
	Problem,
	Proportion,
	Quantile,
	Ratio,
	Tested,
} from './types.ts';
