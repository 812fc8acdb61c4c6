export { addVisit, sessionGapMs, sessionsOf } from './sessions.ts';
export { addTouch } from './touches.ts';
export type { Session, Sessions, Touch, Touches, Visit } from './types.ts';
