/** Characters that are gathered before they are compressed: many small writes cost more than the compressing. */
const bufferMax = 64 * 1024;
const encoder = new TextEncoder();

/** Text that is compressed as it comes, and kept compressed only. */
export class GzipText {
	readonly #writer: WritableStreamDefaultWriter<BufferSource>;
	readonly #whole: Promise<ArrayBuffer>;
	#waiting = '';

	constructor() {
		const { readable, writable } = new CompressionStream('gzip');
		this.#writer = writable.getWriter();
		this.#whole = new Response(readable).arrayBuffer();
		// Whoever breaks off never asks for the whole, and nobody else hears of its failure.
		this.#whole.catch(() => undefined);
	}

	async write(text: string): Promise<void> {
		this.#waiting += text;
		if (this.#waiting.length >= bufferMax) await this.#flush();
	}

	async end(): Promise<ArrayBuffer> {
		await this.#flush();
		await this.#writer.close();
		return this.#whole;
	}

	async #flush(): Promise<void> {
		const text = this.#waiting;
		this.#waiting = '';
		if (text !== '') await this.#writer.write(encoder.encode(text));
	}
}
