/** What trackers and executors may carry: no schema library. `parseEdits` stands in `schema.ts`. */
export { escapeAttribute, escapeJsonForScript, escapeText } from './escape.ts';
export { attributeComplaint, htmlComplaint, isUntouchable } from './safety.ts';
export { checkEdgeSelector, type SelectorVerdict } from './selector.ts';
export type { Edit, EditKind, InsertPosition } from './types.ts';
export { withoutSignals } from './without-signals.ts';
