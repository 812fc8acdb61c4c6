import type { Edit } from '../../core/edit/types.ts';

interface WithEdits {
	readonly variants: readonly { readonly edits: readonly Edit[] }[];
}

/** Releases stay as they are, and every page asks. */
const known = new WeakMap<Edit, boolean>();

/** Whether a template of an edit may speak of recommendations. */
export function isRecommending(edit: Edit): boolean {
	let is = known.get(edit);
	if (is === undefined) {
		is = JSON.stringify(edit).includes('recommendations');
		known.set(edit, is);
	}
	return is;
}

/** Whether any edit of an experience may. */
export function mentionsRecommendations({ variants }: WithEdits): boolean {
	return variants.some(({ edits }) => edits.some(isRecommending));
}
