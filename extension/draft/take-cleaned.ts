import type { Edit } from '../../core/edit/types.ts';
import { type Content, changeDraft, type Draft } from './change-draft.ts';
import { sameJson } from './same-json.ts';

/**
 * The draft with the HTML of its edits as it was saved, where the workspace has cleaned what was sent; what was written anew meanwhile stays.
 * `cleaned` are the ids of the edits that lost something that way.
 */
export function takeCleaned(
	draft: Draft,
	sent: Content,
): { readonly draft: Draft; readonly cleaned: readonly string[] } {
	const cleaned: string[] = [];
	let taken = draft;
	for (const { id: variantId, edits } of draft.base.variants) {
		for (const edit of edits) {
			const before = editIn(sent, variantId, edit.id);
			const now = editIn(taken.history.present, variantId, edit.id);
			if (!before || !('html' in edit) || !('html' in before) || edit.html === before.html) continue;
			cleaned.push(edit.id);
			if (!sameJson(now, before)) continue;
			taken = changeDraft(taken, { kind: 'put-edit', variantId, edit: { ...before, html: edit.html } });
		}
	}
	const saved = cleaned.length > 0 ? withHtmlOf(draft.saved, draft.base) : draft.saved;
	return { draft: { ...taken, saved }, cleaned };
}

/** What was sent, in our own words, with the HTML that was kept of it. */
function withHtmlOf(sent: Content, base: Content): Content {
	const variants = sent.variants.map((variant) => ({
		...variant,
		edits: variant.edits.map((edit) => {
			const kept = editIn(base, variant.id, edit.id);
			return kept && 'html' in edit && 'html' in kept ? { ...edit, html: kept.html } : edit;
		}),
	}));
	return { ...sent, variants };
}

function editIn({ variants }: Content, variantId: string, editId: string): Edit | undefined {
	return variants.find(({ id }) => id === variantId)?.edits.find(({ id }) => id === editId);
}
