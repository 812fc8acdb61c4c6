/** The one condition language: segments, audiences, branches, goals and filters. */
export { type CompileOptions, compile, compileAmount } from './compile.ts';
export type { Amount, AmountExplained, AmountNow, KeptAmount } from './did/types.ts';
export { parseDuration } from './duration.ts';
export type {
	Condition,
	ConditionJson,
	Depends,
	Evaluation,
	EventHistory,
	Explanation,
	Groups,
	HistoryEvent,
	Subject,
} from './types.ts';
