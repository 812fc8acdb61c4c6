import * as v from 'valibot';

/** Where a page of a list ended: the number by which the list is sorted, and the last one's id. */
export interface Cursor {
	readonly at: number;
	readonly id: string;
}

const written = /^(\d{1,16})\.([\s\S]{1,200})$/;

/**
 * A cursor in a query, as a page has told it, or an empty one for the first page. Anything else is refused: by it, the first page
 * would come again and again.
 */
export const CursorText = v.pipe(
	v.string(),
	v.check((text) => text === '' || written.test(text), 'This is no cursor that a page has told.'),
);

/** Reads what `CursorText` has let pass; null for the first page. */
export function readCursor(text: string | undefined): Cursor | null {
	const [, at, id] = written.exec(text ?? '') ?? [];
	return id === undefined ? null : { at: Number(at), id };
}

export function printCursor({ at, id }: Cursor): string {
	return `${at}.${id}`;
}
