import { Refusal } from '../../core/refusal.ts';

/** Segment's own limit of a request body, after inflating. */
export const bodyMaxBytes = 500 * 1024;

/**
 * Reads a JSON body whatever its content type says, inflated when it is gzip by header or by its first bytes
 * (RudderStack's server SDK sends gzip as a form). Counts while it reads, so that a bomb is refused early.
 */
export async function readBody(request: Request): Promise<{ json: unknown; bytes: number }> {
	const declared = Number(request.headers.get('content-length') ?? Number.NaN);
	if (declared > bodyMaxBytes) throw tooLarge();
	if (!request.body) throw new Refusal('body-empty', 'The request has no body.', { hint: 'Send JSON.' });
	// The runtime holds a body to its declared length, and reads it several times faster than we could.
	const raw = Number.isNaN(declared)
		? await readAtMost(request.body, bodyMaxBytes)
		: new Uint8Array(await request.arrayBuffer());
	const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
	const bytes = gzip ? await inflate(raw) : raw;
	return { json: parse(bytes), bytes: bytes.byteLength };
}

function parse(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		throw new Refusal('body-not-json', 'The body is not JSON.', {
			hint: 'Send a JSON object, as Segment’s HTTP API takes it.',
		});
	}
}

async function inflate(raw: Uint8Array): Promise<Uint8Array> {
	try {
		return await readAtMost(new Blob([raw]).stream().pipeThrough(new DecompressionStream('gzip')), bodyMaxBytes);
	} catch (error) {
		if (error instanceof Refusal) throw error;
		throw new Refusal('body-not-gzip', 'The body says it is gzip, but it does not inflate.');
	}
}

async function readAtMost(stream: ReadableStream, limit: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.byteLength;
		if (size > limit) {
			await reader.cancel();
			throw tooLarge();
		}
		chunks.push(value);
	}
	if (chunks.length === 1 && chunks[0]) return chunks[0];
	const whole = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.byteLength;
	}
	return whole;
}

function tooLarge(): Refusal {
	return new Refusal('body-too-large', `The body is over ${bodyMaxBytes / 1024} KB.`, {
		status: 413,
		hint: 'Send smaller batches.',
	});
}
