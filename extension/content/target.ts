import { isUntouchable } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { Refusal } from '../../core/refusal.ts';
import { textOf } from '../../tracker/apply/find.ts';
import { buildSelector } from '../select/build-selector.ts';
import type { Stage } from './stage.ts';

/** How an edit finds an element again, taken from the page as the origin sent it. */
export interface Target {
	readonly selector: string;
	readonly tag: string;
	readonly text: string;
}

/** Aims at an element. Refuses one that only an edit put there: on the visitors' page, edits do not see each other. */
export function aim(element: Element, stage: Stage): Target {
	if (isUntouchable(element.localName) || element.matches('html, head, body')) {
		throw new Refusal('untouchable', 'Edits do not touch elements of this kind.', { hint: 'Choose one inside it.' });
	}
	return stage.onOriginal(() => {
		const { ownerDocument } = element;
		if (!ownerDocument.contains(element)) {
			throw new Refusal('inserted', 'Another edit put this here.', { hint: 'Remove that edit and make a new one.' });
		}
		return { selector: buildSelector(element, ownerDocument), tag: element.localName, text: textOf(element) };
	});
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
