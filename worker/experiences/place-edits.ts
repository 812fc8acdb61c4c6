import { checkEdgeSelector } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import type { PagePolicy } from './page-policy.ts';

/** Where an edit is made; `off`: nowhere, for its element is not on the page any more, or there several times. */
export type Place = 'edge' | 'browser' | 'off';

/** What is known of the page. */
export interface Surroundings {
	/** What was found where the page was checked; undefined for an edit that was checked nowhere. */
	readonly checked?: (edit: Edit) => Place | 'late' | undefined;
	readonly policy?: PagePolicy;
}

/** Elements whose end tag may be left out: what sees tags does not know where they end. */
const optionalEnd = new Set(
	'body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr'.split(' '),
);

/** A selector that ends in a plain type, class or id, with the type first if it has one. */
const lastCompound = /(?:^|[\s>])([a-z][a-z0-9-]*)?(?:[.#][\w-]+)*$/i;

/**
 * Where each edit of a page is made: at the edge as it streams by, or in the browser. Edits of one element are made in one
 * place, since each looks for the element as it was.
 */
export function placeEdits(edits: readonly Edit[], surroundings: Surroundings = {}): ReadonlyMap<Edit, Place> {
	const places = new Map(edits.map((edit) => [edit, placeOf(edit, surroundings)]));
	const toBrowser = new Set([...places].flatMap(([{ selector }, place]) => (place === 'browser' ? [selector] : [])));
	for (const [edit, place] of places) {
		if (place === 'edge' && edit.selector !== '' && toBrowser.has(edit.selector)) places.set(edit, 'browser');
	}
	return places;
}

function placeOf(edit: Edit, { checked, policy }: Surroundings): Place {
	const found = checked?.(edit);
	if (found === 'off') return 'off';
	if (found === 'late') return 'browser';
	if (edgeObstacle(edit) !== null || !isAllowed(edit, policy)) return 'browser';
	return found ?? (isUncertain(edit) ? 'browser' : 'edge');
}

/** Why an edit can never be made as a page streams by, in words; null when that depends on the page. */
export function edgeObstacle(edit: Edit): string | null {
	if (edit.kind === 'css') return null;
	if (edit.kind === 'redirect') return 'A redirect changes nothing on the page.';
	if (edit.kind === 'move') return 'An element can be moved only where the whole page is there.';
	const isExpected = edit.expect?.text !== undefined;
	if (isExpected && edit.kind !== 'text') {
		return 'What the element says is known only when it has passed, too late to change more than its text.';
	}
	if (edit.kind === 'text' && edit.selector.includes(',') && (isExpected || !endIsCertain(tagOf(edit)))) {
		return 'Where the element ends cannot be known with a list of selectors.';
	}
	const verdict = checkEdgeSelector(edit.selector);
	return verdict.edge ? null : verdict.reason;
}

/** The page's policy would have the browser ignore what the edge writes; the tag may write the same. */
function isAllowed(edit: Edit, policy: PagePolicy | undefined): boolean {
	if (!policy) return true;
	if (edit.kind === 'css') return policy.styleNonce !== null;
	const isStyle =
		edit.kind === 'style' || edit.kind === 'hide' || (edit.kind === 'attribute' && /^style$/i.test(edit.name));
	return !isStyle || policy.allowsStyleAttributes;
}

/**
 * Whether only a look at the page can tell that the edge makes the edit right: with the end tag left out, what is about an
 * element's end would be about its siblings; and a picture may have sources before it that browsers prefer.
 */
function isUncertain(edit: Edit): boolean {
	if (edit.kind === 'image') return true;
	const isAtEnd = edit.kind === 'insert' && (edit.position === 'append' || edit.position === 'after');
	const needsEnd = isAtEnd || edit.kind === 'html' || edit.kind === 'remove' || edit.kind === 'replace';
	return needsEnd && !endIsCertain(tagOf(edit));
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
