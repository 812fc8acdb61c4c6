import { isUntouchable } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { Refusal } from '../../core/refusal.ts';
import { describe, domTree, find, readPage, type Signals, selectorFor } from '../../core/selector/index.ts';
import { textOf } from '../../tracker/apply/find.ts';
import type { Stage } from './stage.ts';

/** How an edit finds an element again, taken from the page as the origin sent it. */
export interface Target {
	readonly selector: string;
	readonly tag: string;
	readonly text: string;
	readonly signals: Signals;
	/** How surely it is told from all others of its page, from 0 to 1; 0 when one is just like it. */
	readonly confidence: number;
}

/** Aims at an element. Refuses one that only an edit put there: on the visitors' page, edits do not see each other. */
export function aim(element: Element, stage: Stage): Target {
	if (isUntouchable(element.localName) || element.matches('html, head, body')) {
		throw new Refusal('untouchable', 'Edits do not touch elements of this kind.', { hint: 'Choose one inside it.' });
	}
	return stage.onOriginal(() => targetOf(element));
}

/** What is kept of an element, while no edit is on the page. */
export function targetOf(element: Element): Target {
	const page = readPage<Element>(element.ownerDocument.documentElement, domTree());
	const node = page.nodeOf(element);
	if (!node) {
		throw new Refusal('inserted', 'Another edit put this here.', { hint: 'Remove that edit and make a new one.' });
	}
	if (!node.editable) {
		throw new Refusal('untouchable', 'Edits do not touch elements of this kind.', {
			hint: 'Choose the one around it.',
		});
	}
	const signals = describe(page, node);
	const again = find(page, signals);
	const confidence = again.status === 'found' && again.element === element ? again.confidence : 0;
	return { selector: selectorFor(page, node), tag: element.localName, text: textOf(element), signals, confidence };
}

/** Longer texts are not kept to compare with: the workspace refuses them, and no headline is that long. */
const maxExpected = 10_000;

/** What an edit of an element's text expects of it. */
export function expectedOf({ tag, text }: Target): { tag: string; text?: string } {
	return text.length > maxExpected ? { tag } : { tag, text };
}

/** The same edit, of another element, or of this one as it has become. */
export function attach<E extends Edit>(edit: E, target: Target): E {
	if (edit.kind === 'css' || edit.kind === 'redirect') return edit;
	const { selector, tag, signals } = target;
	const expect = edit.expect?.text === undefined ? { tag } : expectedOf(target);
	return { ...edit, selector, expect, signals };
}

/** An edit's id: 8 random characters are plenty within one variant. Not randomUUID, which plain http pages lack. */
export function mintEditId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(8));
	return `edit-${Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')}`;
}

/** The edit of one kind that a variant has on an element already: changing it anew replaces it. */
export function findEdit<Kind extends Edit['kind']>(
	edits: readonly Edit[],
	kind: Kind,
	selector: string,
): Extract<Edit, { kind: Kind }> | undefined {
	return edits.find((edit): edit is Extract<Edit, { kind: Kind }> => edit.kind === kind && edit.selector === selector);
}
