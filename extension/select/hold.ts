import type { Edit } from '../../core/edit/types.ts';
import { countsSiblings, domTree, find, type Page, readPage, sureFrom } from '../../core/selector/index.ts';
import { type Found, findElement } from '../../tracker/apply/find.ts';

/** How an edit holds on to its element on this page, and what could be done about it. */
export type Hold =
	/** Selector and memory lead to the same element. `weak` says why that may not last. */
	| { readonly state: 'firm'; readonly confidence: number; readonly why: string; readonly weak: string | null }
	/** The selector finds an element, and nothing was kept of it that could confirm it. */
	| { readonly state: 'unremembered'; readonly element: Element; readonly says: string }
	/** The element is another one than the selector finds, if it finds any. */
	| {
			readonly state: 'moved';
			readonly element: Element;
			readonly confidence: number;
			readonly why: string;
			readonly says: string;
	  }
	/** The selector finds an element that is not like the one the edit was made for. */
	| { readonly state: 'doubtful'; readonly element: Element; readonly says: string; readonly why: string }
	/** Nothing on this page is it. */
	| { readonly state: 'lost'; readonly says: string; readonly why: string };

/** How an edit holds, to be worked out: on a large page a search takes a while. */
export interface Judging {
	readonly editId: string;
	judge(): Hold;
}

/**
 * Looks at a document that has no edits on it, once; what comes of it can be worked out at any later time. What was judged firm
 * before, and is still found by its selector, is not searched for again.
 */
export function lookAt(document: Document, edits: readonly Edit[], known: WeakMap<Edit, Hold>): Judging[] {
	let page: Page<Element> | undefined;
	return edits.map((edit) => {
		const selected = findElement(document, edit);
		const before = known.get(edit);
		if (before?.state === 'firm' && typeof selected !== 'string') return { editId: edit.id, judge: () => before };
		page ??= readPage<Element>(document.documentElement, domTree());
		const seen = page;
		const judge = () => {
			const hold = judgeHold(selected, seen, edit);
			known.set(edit, hold);
			return hold;
		};
		return { editId: edit.id, judge };
	});
}

function judgeHold(selected: Found, page: Page<Element>, edit: Edit): Hold {
	if (edit.signals === undefined) {
		if (typeof selected === 'string') return { state: 'lost', says: failures[selected], why: '' };
		return { state: 'unremembered', element: selected, says: 'Only the selector leads to the element.' };
	}
	const finding = find(page, edit.signals);
	const { why } = finding;
	if (finding.status === 'found') {
		const { element, confidence } = finding;
		const isSame = selected === element;
		if (isSame) return { state: 'firm', confidence, why, weak: weaknessOf(edit, confidence) };
		return { state: 'moved', element, confidence, why, says: movedSays(selected) };
	}
	if (typeof selected === 'string') return { state: 'lost', says: failures[selected], why };
	const says = 'The selector finds an element that is unlike the one this edit was made for.';
	return { state: 'doubtful', element: selected, says, why };
}

function movedSays(selected: Found): string {
	if (typeof selected === 'string') return failures[selected];
	return 'The selector finds another element than the one this edit was made for.';
}

function weaknessOf({ selector }: Edit, confidence: number): string | null {
	if (confidence < sureFrom) return 'Others on this page are nearly like it.';
	return countsSiblings(selector) ? 'The selector counts siblings: one more before it, and it finds another.' : null;
}

const failures = {
	missing: 'Not on this page: the selector finds nothing here.',
	ambiguous: 'Not applied: the selector finds more than one element.',
	unexpected: 'Not applied: the element is not what it was when this edit was made.',
} as const satisfies Record<Exclude<Found, Element>, string>;
