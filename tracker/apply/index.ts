/** The browser's executor of edits: visitors get it from the tag, marketers from the extension's preview. */
export { applyEdit, applyEdits } from './apply.ts';
export { textOf } from './find.ts';
export type { AppliedEdits, EditFailure, EditStatus, Outcome, Undo } from './outcome.ts';
export { watchEdits } from './watch.ts';
