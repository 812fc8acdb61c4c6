import { type AppliedEdits, watchEdits } from './apply/index.ts';
import { readEdit } from './apply/read.ts';

/**
 * What `edits.js` exports, loaded only where there are edits for the browser. Edits that are none (`unknown` comes from
 * a page, which anyone may have written to) are reported as failed with those that found no place.
 */
export function showEdits(
	document: Document,
	edits: readonly unknown[],
	signal: AbortSignal,
	onDone: (result: AppliedEdits) => void,
): void {
	const known = edits.flatMap((edit) => readEdit(edit) ?? []);
	const refused = edits.length - known.length;
	const unknown = Array.from({ length: refused }, () => ({ id: '', status: 'unexpected' as const }));
	watchEdits(document, known, signal, (result) => onDone({ ...result, failed: [...result.failed, ...unknown] }));
}
