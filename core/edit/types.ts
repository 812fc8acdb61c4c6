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

/** Where HTML goes, or an element, relative to another. */
export type InsertPosition = 'before' | 'prepend' | 'append' | 'after';

/**
 * One change to the page. Values are plain text unless they are named `html` or `css`; each executor escapes for where
 * they land. Values may be Liquid, which the edge fills in before either executor sees them.
 */
export type Edit =
	| (EditBase & { readonly kind: 'text'; readonly value: string })
	/** What the element holds. */
	| (EditBase & { readonly kind: 'html'; readonly html: string })
	/** `value: null` removes the attribute. */
	| (EditBase & { readonly kind: 'attribute'; readonly name: string; readonly value: string | null })
	| (EditBase & { readonly kind: 'class'; readonly add: readonly string[]; readonly remove: readonly string[] })
	/** Of the element's own style, by property; null removes one. A value may end in `!important`. */
	| (EditBase & { readonly kind: 'style'; readonly properties: Readonly<Record<string, string | null>> })
	/** Out of sight, but still there for the page's scripts. */
	| (EditBase & { readonly kind: 'hide' })
	| (EditBase & { readonly kind: 'remove' })
	| (EditBase & { readonly kind: 'insert'; readonly position: InsertPosition; readonly html: string })
	/** The element itself gives way. */
	| (EditBase & { readonly kind: 'replace'; readonly html: string })
	/** The element goes where `position` of the one element that `to` finds is. */
	| (EditBase & { readonly kind: 'move'; readonly to: string; readonly position: InsertPosition })
	/** Another picture; the one that `srcset` offers gives way too. Without `alt` the description stays. */
	| (EditBase & { readonly kind: 'image'; readonly src: string; readonly alt?: string })
	/** Where a link leads. Without `newTab` it opens where it did. */
	| (EditBase & { readonly kind: 'link'; readonly href: string; readonly newTab?: boolean })
	/** A style sheet for the page. As with all that is about no element, the selector is empty. */
	| (EditBase & { readonly kind: 'css'; readonly css: string })
	/** Another page of the site in place of this one. */
	| (EditBase & { readonly kind: 'redirect'; readonly url: string });

export type EditKind = Edit['kind'];

/** The edit of one kind: `EditOf<'text'>`. */
export type EditOf<Kind extends EditKind> = Extract<Edit, { readonly kind: Kind }>;

/** An edit of one element, rather than of the page. */
export type ElementEdit = Exclude<Edit, { readonly kind: 'css' | 'redirect' }>;
