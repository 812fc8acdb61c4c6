import type { Signals } from '../selector/signals.ts';

/** What all edits share. `selector` is CSS; an edit that does not find exactly what it expects changes nothing. */
interface EditBase {
	readonly id: string;
	readonly selector: string;
	/** The element as it was when the edit was made: the browser executor compares before it touches anything. */
	readonly expect?: { readonly tag?: string; readonly text?: string };
	/** What was kept of the element to know it again when the selector does not find it any more. Visitors are not sent it. */
	readonly signals?: Signals;
}

/** Where inserted HTML goes, relative to the element. */
export type InsertPosition = 'before' | 'prepend' | 'append' | 'after';

/** One change to the page. Values are plain text unless the kind says HTML; each executor escapes for where it lands. */
export type Edit =
	| (EditBase & { readonly kind: 'text'; readonly value: string })
	/** `value: null` removes the attribute. */
	| (EditBase & { readonly kind: 'attribute'; readonly name: string; readonly value: string | null })
	| (EditBase & { readonly kind: 'class'; readonly add: readonly string[]; readonly remove: readonly string[] })
	| (EditBase & { readonly kind: 'hide' })
	| (EditBase & { readonly kind: 'insert'; readonly position: InsertPosition; readonly html: string });

export type EditKind = Edit['kind'];
