export { type Advance, advance } from './advance.ts';
export { type CompiledJourney, type CompiledStep, compileJourney } from './compile.ts';
export { enrol, isTriggeredBy, mayEnter, triggerMaxAgeMs } from './enrol.ts';
export { parseJourney } from './schema.ts';
export type { Duration, Effect, Enrollment, Journey, Step } from './types.ts';
