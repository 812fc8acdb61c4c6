import { EditedPiece } from './edited-piece.ts';
import { ElementEditor, type Note, type Rule } from './element-editor.ts';
import { PageScanner } from './scanner.ts';

/** What comes out of a piece of a page, and how much of it was read: the rest must come again with what comes after it. */
export interface Edited {
	readonly parts: readonly Uint8Array[];
	readonly read: number;
}

/**
 * Edits a page as it streams by, in pieces. Each rule is applied to the first element that its selector matches, and `head`
 * (HTML, in ASCII) is put at the end of the head, or of the document when no head ends. All other bytes stay as they are. Never
 * throws: a page that it cannot go on with goes by as it is from there on.
 */
export class PageEditor {
	/** Whatever still comes goes by as it is. */
	isDone = false;
	readonly #editor: ElementEditor;
	readonly #scanner: PageScanner<Note>;
	#hasBegun = false;

	constructor(rules: readonly Rule[], head: string, charset: string) {
		this.#editor = new ElementEditor(rules, head, charset);
		this.#scanner = new PageScanner(this.#editor);
	}

	push(bytes: Uint8Array): Edited {
		if (!this.#begins(bytes)) return { parts: [], read: 0 };
		if (this.isDone) return { parts: [bytes], read: bytes.length };
		const before = this.#editor.heldBack;
		try {
			return this.#edit(bytes);
		} catch (error) {
			console.error('a page goes by as it is from here on', error);
			this.isDone = true;
			return { parts: [...before, bytes], read: bytes.length };
		}
	}

	#edit(bytes: Uint8Array): Edited {
		const piece = new EditedPiece(bytes);
		this.#editor.begin(piece);
		const read = this.#scanner.read(bytes);
		this.#editor.finish(read);
		if (this.#scanner.isLost) this.#editor.writeHead();
		this.isDone = this.#scanner.isLost || this.#editor.isDone;
		if (this.isDone) piece.keepTo(bytes.length);
		return { parts: piece.parts, read: this.isDone ? bytes.length : read };
	}

	/** The page's end, with what of it was not read. */
	end(rest: Uint8Array): readonly Uint8Array[] {
		if (this.isDone || (!this.#hasBegun && rest.length === 0)) return [rest];
		const piece = new EditedPiece(rest);
		this.#editor.begin(piece);
		// A comment that does not end may be left anywhere, within a character too; a tag where it begins.
		if (this.#scanner.passesBy) this.#editor.finish(rest.length);
		this.#editor.writeHead();
		piece.keepTo(rest.length);
		return piece.parts;
	}

	/** False until it is known whether the page is in UTF-16, in which no tag is found. */
	#begins(bytes: Uint8Array): boolean {
		if (this.#hasBegun) return true;
		if (bytes.length < 2) return false;
		this.#hasBegun = true;
		const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
		this.isDone = mark === 0xfffe || mark === 0xfeff;
		return true;
	}
}
