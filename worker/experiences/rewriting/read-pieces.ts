import { joined } from './bytes.ts';

/** In bytes: as much as is read at once, if it is there. */
const pieceLength = 64 * 1024;

/** Reads a stream in pieces as they come. */
export interface PieceReader {
	/** What was left of the last piece (a copy of it: the piece itself is gone), and what came after it; null at the end. */
	next(rest: Uint8Array): Promise<Uint8Array | null>;
	cancel(reason: unknown): Promise<void>;
}

/** Reads what the runtime streams into one buffer, again and again; a stream of JavaScript as it gives its chunks. */
export function readPieces(stream: ReadableStream<Uint8Array>): PieceReader {
	try {
		return new BufferReader(stream.getReader({ mode: 'byob' }));
	} catch {
		return new ChunkReader(stream.getReader());
	}
}

class BufferReader implements PieceReader {
	readonly #reader: ReadableStreamBYOBReader;
	#buffer = new ArrayBuffer(pieceLength);

	constructor(reader: ReadableStreamBYOBReader) {
		this.#reader = reader;
	}

	async next(rest: Uint8Array): Promise<Uint8Array | null> {
		const buffer = rest.length * 2 > this.#buffer.byteLength ? new ArrayBuffer(rest.length * 4) : this.#buffer;
		new Uint8Array(buffer).set(rest);
		const { done, value } = await this.#reader.read(new Uint8Array(buffer, rest.length));
		if (done) return null;
		this.#buffer = value.buffer;
		return new Uint8Array(value.buffer, 0, rest.length + value.length);
	}

	cancel(reason: unknown): Promise<void> {
		return this.#reader.cancel(reason);
	}
}

class ChunkReader implements PieceReader {
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

	constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
		this.#reader = reader;
	}

	async next(rest: Uint8Array): Promise<Uint8Array | null> {
		const { done, value } = await this.#reader.read();
		if (done) return null;
		return rest.length === 0 ? value : joined([rest, value]);
	}

	cancel(reason: unknown): Promise<void> {
		return this.#reader.cancel(reason);
	}
}
