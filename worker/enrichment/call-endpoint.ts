import { isBag } from '../../core/event/index.ts';
import { endpointComplaint } from './endpoint-complaint.ts';
import { signatureOf } from './sign.ts';
import type { Input } from './types.ts';

/** Bytes of an answer that are read. */
const answerMax = 256 * 1024;
/** Characters of an answer that are shown to whoever tries an endpoint. */
const shownMax = 4000;

/** An endpoint with its secrets, ready to be called. */
export interface Endpoint {
	readonly url: string;
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly signingSecret: string;
	readonly timeoutMs: number;
	readonly ownMachine: boolean;
}

/** What became of a call. */
export type CallOutcome =
	/** It knows something. */
	| { readonly kind: 'answer'; readonly body: Readonly<Record<string, unknown>> }
	/** It knows nothing of this person (204, 404, an empty object). */
	| { readonly kind: 'nothing' }
	/** It does not want to be asked this (400, 409, 410, 413, 422): to ask again would not help. */
	| { readonly kind: 'refused'; readonly says: string }
	/** It fails: ask later. `afterMs` when it says when. */
	| { readonly kind: 'failure'; readonly says: string; readonly afterMs?: number };

/** A call as somebody who tries an endpoint sees it. */
export interface Call {
	readonly outcome: CallOutcome;
	/** Null when nothing came. */
	readonly status: number | null;
	/** The beginning of the answer. */
	readonly text: string;
	readonly ms: number;
}

/** What a call says of the person, as it goes over the wire. */
export function bodyOf(input: Input): string {
	return JSON.stringify(input);
}

/**
 * Asks an endpoint, once. Never throws, and never takes longer than the time-out, however the endpoint behaves: the answer is
 * read up to 256 KB, and redirects are not followed, since nobody has checked where they lead.
 */
export async function callEndpoint(endpoint: Endpoint, input: Input, idempotencyKey: string): Promise<Call> {
	const began = Date.now();
	const complaint = endpointComplaint(endpoint.url, endpoint.ownMachine);
	if (complaint) return { outcome: { kind: 'failure', says: complaint }, status: null, text: '', ms: 0 };
	let status: number | null = null;
	try {
		const response = await ask(endpoint, bodyOf(input), idempotencyKey);
		({ status } = response);
		const text = await readText(response);
		const outcome = text === null ? tooLarge() : outcomeOf(response, text);
		return { outcome, status, text: (text ?? '').slice(0, shownMax), ms: Date.now() - began };
	} catch (error) {
		const outcome = { kind: 'failure', says: reasonOf(error, endpoint.timeoutMs) } as const;
		return { outcome, status, text: '', ms: Date.now() - began };
	}
}

async function ask(endpoint: Endpoint, body: string, idempotencyKey: string): Promise<Response> {
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

function tooLarge(): CallOutcome {
	return { kind: 'failure', says: 'The answer has more than 256 KB.' };
}

function outcomeOf({ status, headers }: Response, text: string): CallOutcome {
	if (status === 204 || status === 404) return { kind: 'nothing' };
	if (status >= 300 && status < 400)
		return { kind: 'failure', says: `It answers with ${status}: redirects are not followed.` };
	if ([400, 409, 410, 413, 422].includes(status)) return { kind: 'refused', says: `It answers with ${status}.` };
	if (status < 200 || status >= 300) {
		const afterMs = retryAfterMs(headers.get('retry-after'));
		return { kind: 'failure', says: `It answers with ${status}.`, ...(afterMs !== null && { afterMs }) };
	}
	return readJson(text);
}

function readJson(text: string): CallOutcome {
	if (text.trim() === '') return { kind: 'nothing' };
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return { kind: 'failure', says: 'The answer is no JSON.' };
	}
	if (body === null) return { kind: 'nothing' };
	if (!isBag(body)) return { kind: 'failure', says: 'The answer is no JSON object.' };
	return Object.keys(body).length === 0 ? { kind: 'nothing' } : { kind: 'answer', body };
}

const longestPauseMs = 3_600_000;

/** Seconds, as rate limits have it; dates are not read. */
function retryAfterMs(said: string | null): number | null {
	return said !== null && /^\d{1,6}$/.test(said) ? Math.min(longestPauseMs, Number(said) * 1000) : null;
}

function reasonOf(error: unknown, timeoutMs: number): string {
	if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
		return `No answer within ${timeoutMs / 1000} seconds.`;
	return 'It cannot be reached.';
}
