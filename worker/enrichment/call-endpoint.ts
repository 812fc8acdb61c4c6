import { isBag } from '../../core/event/index.ts';
import { type Endpoint, postSigned } from './post-signed.ts';
import type { Input } from './types.ts';

/** Characters of an answer that are shown to whoever tries an endpoint. */
const shownMax = 4000;

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

/** Asks an endpoint, once, as `postSigned` does; what it answers is read as what is known of a person. */
export async function callEndpoint(endpoint: Endpoint, input: Input, idempotencyKey: string): Promise<Call> {
	const { status, headers, text, failure, ms } = await postSigned(endpoint, bodyOf(input), idempotencyKey);
	const shown = { status, text: (text ?? '').slice(0, shownMax), ms };
	if (failure !== null || status === null || !headers)
		return { ...shown, outcome: { kind: 'failure', says: failure ?? 'It cannot be reached.' } };
	return { ...shown, outcome: text === null ? tooLarge() : outcomeOf(status, headers, text) };
}

function tooLarge(): CallOutcome {
	return { kind: 'failure', says: 'The answer has more than 256 KB.' };
}

function outcomeOf(status: number, headers: Headers, text: string): CallOutcome {
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
