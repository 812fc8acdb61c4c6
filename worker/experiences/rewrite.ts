import { joined } from './rewriting/bytes.ts';
import type { Rule } from './rewriting/element-editor.ts';
import { PageEditor } from './rewriting/page-editor.ts';
import { type PieceReader, readPieces } from './rewriting/read-pieces.ts';

/** Charsets in which a byte of ASCII may be a part of another character. */
const unreadable = new Set(['utf-16le', 'utf-16be', 'iso-2022-jp', 'replacement']);

/**
 * Edits a page as it streams by: each rule the first element that its selector matches; `head` (HTML, in ASCII) goes to the end of
 * the head, or of the document when no head ends, and `tail` (the same) to the end of the document. Nothing is held back but a tag that has not come whole, and where nothing is
 * left to do the rest goes by unread. A page that breaks off breaks off here too. Throws, with the page unread, on a
 * charset that it does not know.
 * @param contentType says the charset; the caller answers with the page's own.
 */
export function rewritePage(
	page: ReadableStream<Uint8Array>,
	contentType: string,
	rules: readonly Rule[],
	head: string,
	tail = '',
): ReadableStream<Uint8Array> {
	const editor = new PageEditor(rules, head, charsetOf(contentType));
	const { readable, writable } = new IdentityTransformStream();
	void pass(readPieces(page), editor, writable.getWriter(), new TextEncoder().encode(tail));
	return readable;
}

function charsetOf(contentType: string): string {
	const label = /;\s*charset=([^;]+)/i.exec(contentType)?.[1] ?? 'utf-8';
	// A decoder is made for nearly no page.
	if (label.toLowerCase() === 'utf-8') return 'utf-8';
	const { encoding } = new TextDecoder(label);
	if (unreadable.has(encoding)) throw new RangeError(`tags cannot be found in ${encoding}`);
	return encoding;
}

async function pass(
	pieces: PieceReader,
	editor: PageEditor,
	writer: WritableStreamDefaultWriter<Uint8Array>,
	tail: Uint8Array,
): Promise<void> {
	try {
		let rest: Uint8Array = new Uint8Array();
		for (;;) {
			const { done, value } = await pieces.read(rest);
			if (done) break;
			const piece = pieces.pieceOf(rest, value);
			const { parts, read } = editor.push(piece);
			const out = inOne(parts);
			if (out.length > 0) await writer.write(out);
			rest = piece.slice(read);
		}
		const last = inOne(editor.end(rest));
		if (last.length > 0) await writer.write(last);
		if (tail.length > 0) await writer.write(tail);
		await writer.close();
	} catch (error) {
		await Promise.allSettled([writer.abort(error), pieces.cancel(error)]);
	}
}

/** Each write is one to the visitor, too. */
function inOne(parts: readonly Uint8Array[]): Uint8Array {
	const [only] = parts;
	return only && parts.length === 1 ? only : joined(parts);
}
