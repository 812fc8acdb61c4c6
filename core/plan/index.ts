export { type CheckedEvent, type CompiledPlan, compilePlan } from './compile-plan.ts';
export { violationsMax } from './limits.ts';
export { joinObservations, type Observation, observe, type Seen } from './observe.ts';
export { keywords, statedTypes } from './read-schema.ts';
export { type Suggestion, suggestEvents } from './suggest.ts';
export {
	emptyPlan,
	formats,
	type JsonType,
	jsonTypes,
	type Plan,
	type PlannedEvent,
	type Schema,
	type Violation,
} from './types.ts';
