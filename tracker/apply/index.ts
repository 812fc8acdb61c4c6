/** The executor of edits of every kind, all at once: marketers get it from the extension's preview, visitors in two files (`edits.ts`). */
export { applyEdits } from './every.ts';
export { textOf } from './find.ts';
export type { AppliedEdits, EditFailure, EditStatus, Undo } from './outcome.ts';
