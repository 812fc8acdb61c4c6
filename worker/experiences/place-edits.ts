import { checkEdgeSelector } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';

/** Where each edit of a page is made. */
export interface PlacedEdits {
	readonly edge: readonly Edit[];
	readonly browser: readonly Edit[];
}

/** Elements whose end tag may be left out: the rewriter, which sees tokens, does not know where they end. */
const optionalEnd = new Set(
	'body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr'.split(' '),
);

/** A selector that ends in a plain type, class or id, with the type first if it has one. */
const lastCompound = /(?:^|[\s>])([a-z][a-z0-9-]*)?(?:[.#][\w-]+)*$/i;

/** Splits a page's edits into those that the rewriter makes as it streams and those that are left to the browser. */
export function placeEdits(edits: readonly Edit[]): PlacedEdits {
	return { edge: edits.filter(runsAtEdge), browser: edits.filter((edit) => !runsAtEdge(edit)) };
}

/**
 * The rewriter takes the selector, and the edit can be made without knowing where its element ends, or that is known:
 * with the end tag left out, `append` and `after` would land behind the element's siblings. A text is replaced token
 * by token then, which one selector can be watched for, but not a list.
 */
function runsAtEdge(edit: Edit): boolean {
	if (!checkEdgeSelector(edit.selector).edge) return false;
	const needsEnd = edit.kind === 'insert' && (edit.position === 'append' || edit.position === 'after');
	const isList = edit.kind === 'text' && edit.selector.includes(',');
	return endIsCertain(tagOf(edit)) || !(needsEnd || isList);
}

/** Whether HTML asks for an end tag. Not for an element whose type is not known. */
export function endIsCertain(tag: string | null): boolean {
	return tag !== null && !optionalEnd.has(tag);
}

/** The type of the element that an edit is for, in lower case, if it says so. */
export function tagOf(edit: Pick<Edit, 'expect' | 'selector'>): string | null {
	const tag = edit.expect?.tag ?? lastCompound.exec(edit.selector.trim())?.[1] ?? null;
	return tag === null || /[[\](),"'\\:]/.test(tag) ? null : tag.toLowerCase();
}
