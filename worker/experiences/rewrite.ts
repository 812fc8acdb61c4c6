import { MarkupWatch, type Watched } from './markup-watch.ts';

/**
 * Streams a page through a rewriter. From the first markup on that the rewriter would fail at, and so cut the page,
 * the rest goes by as it came. Nothing is held back but a tag that has not come whole. A page that breaks off breaks
 * off here too. Throws, with the page unread, on a charset that the rewriter does not know.
 * @param contentType tells the rewriter the charset; the caller answers with the page's own.
 */
export function rewritePage(
	page: ReadableStream<Uint8Array>,
	contentType: string,
	rewriter: HTMLRewriter,
): ReadableStream<Uint8Array> {
	const passage = new Passage(page);
	const rewritten = rewriter.transform(
		new Response(passage.toRewriter(), { headers: { 'content-type': contentType } }),
	).body;
	if (!rewritten) throw new Error('the rewriter gave no body');
	return passage.output(rewritten.getReader());
}

/** In bytes. A page's beginning does not wait for what came with it; each further piece costs a turn, so they are larger. */
const firstPiece = 8 * 1024;
const furtherPiece = 64 * 1024;

/** A page on its two ways: through the rewriter, and past it. Nothing is read before somebody asks for the output. */
class Passage {
	readonly #page: ReadableStream<Uint8Array>;
	readonly #watch = new MarkupWatch();
	#reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
	/** What has come and was not given to the rewriter yet. */
	#waiting: Uint8Array | null = null;
	/** What the rewriter must not see; null as long as there is nothing of the kind. */
	#rest: Uint8Array | null = null;
	/** Why the page broke off; null while it has not. */
	#failure: { readonly error: unknown } | null = null;
	#isFed = false;
	#isRewritten = false;

	constructor(page: ReadableStream<Uint8Array>) {
		this.#page = page;
	}

	toRewriter(): ReadableStream<Uint8Array> {
		return new ReadableStream<Uint8Array>(
			{ pull: (controller) => this.#feed(controller), cancel: (reason) => this.#source().cancel(reason) },
			{ highWaterMark: 0 },
		);
	}

	output(rewritten: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
		return new ReadableStream<Uint8Array>(
			{
				pull: (controller) => this.#emit(controller, rewritten),
				cancel: async (reason) => {
					await Promise.allSettled([rewritten.cancel(reason), this.#source().cancel(reason)]);
				},
			},
			{ highWaterMark: 0 },
		);
	}

	#source(): ReadableStreamDefaultReader<Uint8Array> {
		this.#reader ??= this.#page.getReader();
		return this.#reader;
	}

	/** Gives the rewriter the next piece that it may see. Where the page breaks off it ends, so that all before comes out. */
	async #feed(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
		for (;;) {
			const { safe, rest, isLast } = await this.#next();
			this.#rest = rest;
			if (safe.length > 0) {
				this.#isFed = true;
				controller.enqueue(safe);
			}
			if (isLast) return controller.close();
			if (safe.length > 0) return;
		}
	}

	async #next(): Promise<Watched & { readonly isLast: boolean }> {
		try {
			const piece = this.#waiting ?? (await this.#source().read()).value;
			if (!piece) return { safe: this.#watch.end(), rest: null, isLast: true };
			const size = this.#isFed ? furtherPiece : firstPiece;
			this.#waiting = piece.length > size ? piece.subarray(size) : null;
			const { safe, rest } = this.#watch.push(piece.subarray(0, size));
			return { safe, rest, isLast: rest !== null };
		} catch (error) {
			this.#failure = { error };
			return { safe: this.#watch.end(), rest: null, isLast: true };
		}
	}

	async #emit(
		controller: ReadableStreamDefaultController<Uint8Array>,
		rewritten: ReadableStreamDefaultReader<Uint8Array>,
	): Promise<void> {
		while (!this.#isRewritten) {
			const { done, value } = await rewritten.read();
			// What the rewriter makes of nothing (a page in UTF-16) is no part of the page.
			if (!done && this.#isFed) return controller.enqueue(value);
			if (!done) continue;
			this.#isRewritten = true;
			if (this.#failure) throw this.#failure.error;
			if (this.#rest) return controller.enqueue(this.#rest);
		}
		if (this.#waiting) {
			controller.enqueue(this.#waiting);
			this.#waiting = null;
			return;
		}
		const { done, value } = await this.#source().read();
		if (done) controller.close();
		else controller.enqueue(value);
	}
}
