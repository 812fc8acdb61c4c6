export { type CompiledExperience, type CompiledRelease, compileRelease } from './compile.ts';
export { concerns, decide } from './decide.ts';
export { compilePattern, type PageAddress, type PageMatcher, readPage } from './page.ts';
export type { DecideRequest, DecideVisitor, Decision, DecisionReason } from './types.ts';
