import { joined } from './bytes.ts';

/** In bytes: as much as is read at once, if it is there. The HTML of most pages fits. */
const pieceLength = 128 * 1024;

/** Reads a stream in pieces as they come. */
export interface PieceReader {
	/** @param rest what of the last piece must come again */
	read(rest: Uint8Array): Promise<ReadableStreamReadResult<Uint8Array>>;
	/** What was left, a copy of it, and what was read after it. */
	pieceOf(rest: Uint8Array, value: Uint8Array): Uint8Array;
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
	#buffer: ArrayBufferLike = new ArrayBuffer(pieceLength);

	constructor(reader: ReadableStreamBYOBReader) {
		this.#reader = reader;
	}

	read(rest: Uint8Array): Promise<ReadableStreamReadResult<Uint8Array>> {
		if (rest.length * 2 > this.#buffer.byteLength) this.#buffer = new ArrayBuffer(rest.length * 4);
		new Uint8Array(this.#buffer).set(rest);
		return this.#reader.read(new Uint8Array(this.#buffer, rest.length));
	}

	pieceOf(rest: Uint8Array, value: Uint8Array): Uint8Array {
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

	read(): Promise<ReadableStreamReadResult<Uint8Array>> {
		return this.#reader.read();
	}

	pieceOf(rest: Uint8Array, value: Uint8Array): Uint8Array {
		return rest.length === 0 ? value : joined([rest, value]);
	}

	cancel(reason: unknown): Promise<void> {
		return this.#reader.cancel(reason);
	}
}
