import { endpointComplaint } from './endpoint-complaint.ts';
import { signatureOf } from './sign.ts';

/** Bytes of an answer that are read. */
const answerMax = 256 * 1024;

/** An endpoint with its secrets, ready to be called. */
export interface Endpoint {
	readonly url: string;
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly signingSecret: string;
	readonly timeoutMs: number;
	readonly ownMachine: boolean;
}

/** What came of a call. */
export interface Answer {
	/** Null when nothing came. */
	readonly status: number | null;
	readonly headers: Headers | null;
	/** Null when it is too large to be read, or nothing came. */
	readonly text: string | null;
	/** Why nothing came, in words; null where something did. */
	readonly failure: string | null;
	readonly ms: number;
}

/**
 * Posts JSON to an endpoint of the owner's, once, signed. Never throws, and never takes longer than the time-out, however the
 * endpoint behaves: the answer is read up to 256 KB, and redirects are not followed, since nobody has checked where they lead.
 */
export async function postSigned(endpoint: Endpoint, body: string, idempotencyKey: string): Promise<Answer> {
	const began = Date.now();
	const nothing = { status: null, headers: null, text: null };
	const complaint = endpointComplaint(endpoint.url, endpoint.ownMachine);
	if (complaint) return { ...nothing, failure: complaint, ms: 0 };
	let status: number | null = null;
	try {
		const response = await post(endpoint, body, idempotencyKey);
		({ status } = response);
		const text = await readText(response);
		return { status, headers: response.headers, text, failure: null, ms: Date.now() - began };
	} catch (error) {
		return { ...nothing, status, failure: reasonOf(error, endpoint.timeoutMs), ms: Date.now() - began };
	}
}

async function post(endpoint: Endpoint, body: string, idempotencyKey: string): Promise<Response> {
	const { url, headers, signingSecret, timeoutMs } = endpoint;
	return fetch(url, {
		method: 'POST',
		redirect: 'manual',
		signal: AbortSignal.timeout(timeoutMs),
		headers: [
			...headers.map(([name, value]): [string, string] => [name, value]),
			['content-type', 'application/json'],
			['accept', 'application/json'],
			['user-agent', 'Edgewise'],
			['idempotency-key', idempotencyKey],
			['x-edgewise-signature', await signatureOf(signingSecret, body, Math.floor(Date.now() / 1000))],
		],
		body,
	});
}

/** The body as text; null, and read no further, when it is too large. */
async function readText(response: Response): Promise<string | null> {
	if (!response.body) return '';
	const reader = response.body.getReader();
	// Whoever hangs up half-way breaks this promise too, which nobody waits for.
	reader.closed.catch(() => undefined);
	const decoder = new TextDecoder();
	let [text, size] = ['', 0];
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		size += part.value.length;
		if (size > answerMax) {
			await reader.cancel().catch(() => undefined);
			return null;
		}
		text += decoder.decode(part.value, { stream: true });
	}
	return text + decoder.decode();
}

function reasonOf(error: unknown, timeoutMs: number): string {
	if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
		return `No answer within ${timeoutMs / 1000} seconds.`;
	return 'It cannot be reached.';
}
