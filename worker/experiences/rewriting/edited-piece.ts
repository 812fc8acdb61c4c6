import { pageBytes } from './page-text.ts';

/** A piece of a page as it comes out: what is kept of it, and what is put between. */
export class EditedPiece {
	/** Nothing is kept or written. */
	isDropping = false;
	readonly parts: Uint8Array[] = [];
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	/** Keeps all up to an offset. */
	keepTo(offset: number): void {
		if (!this.isDropping && offset > this.#at) this.parts.push(this.#bytes.subarray(this.#at, offset));
		this.#at = offset;
	}

	/** Leaves out all up to an offset. */
	dropTo(offset: number): void {
		this.#at = offset;
	}

	/** Takes out all up to an offset, to be put back later. */
	take(offset: number): Uint8Array {
		const taken = this.#bytes.slice(this.#at, offset);
		this.#at = offset;
		return taken;
	}

	/** @param added ASCII, or the page's own (`page-text.ts`) */
	write(added: string | Uint8Array): void {
		if (this.isDropping || added.length === 0) return;
		this.parts.push(typeof added === 'string' ? pageBytes(added) : added);
	}
}
