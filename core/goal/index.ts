/** Metrics that experiences are judged by. */
export { canTeach } from './can-teach.ts';
export { type CompiledGoal, capped, compileGoal, hasPast, type Measurement } from './measure.ts';
export { goalSchema, parseGoal } from './schema.ts';
export { type Cap, type Goal, type GoalKind, goalKinds, type Measured } from './types.ts';
