export { type Arm, type BanditOptions, banditWeights } from './bandit.ts';
export {
	type BanditWeights,
	type CompiledExperience,
	type CompiledRelease,
	compileRelease,
	withWeights,
} from './compile.ts';
export { findConflicts, sayConflict } from './conflicts.ts';
export { concerns, decide, dependsOn, experiencesOn } from './decide.ts';
export { compilePattern, type PageAddress, type PageMatcher, readPage } from './page.ts';
export { exposureTargets } from './targets.ts';
export type {
	Check,
	DecideOptions,
	DecideRequest,
	DecideVisitor,
	Decision,
	DecisionReason,
	DecisionStep,
} from './types.ts';
