import { retryAfterMs } from './backoff.ts';

/**
 * What became of a request: `done` (arrived, or refused for good), or `failed`, to be tried again no sooner than `waitMs`
 * when the server said so.
 */
export type Posted = { readonly status: 'done' } | { readonly status: 'failed'; readonly waitMs?: number };

/** Longer than this and a request counts as failed; what arrived nevertheless is deduplicated by the server. */
const patienceMs = 10_000;

/** Bodies up to this length are carried on by the browser when the page goes. */
const carriedCharacters = 45_000;

/** A request that needs no preflight, as Segment's and the beacon's do not: text/plain, no header of our own. */
export function textRequest(body: string): RequestInit {
	return { method: 'POST', body, keepalive: body.length < carriedCharacters, referrerPolicy: 'origin' };
}

/** Posts events and waits for the answer. */
export async function post(url: string, body: string): Promise<Posted> {
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), patienceMs);
	try {
		const { ok, status, headers } = await fetch(url, { ...textRequest(body), signal: patience.signal });
		if (ok || (status >= 400 && status < 500 && status !== 408 && status !== 429)) return { status: 'done' };
		return { status: 'failed', waitMs: retryAfterMs(headers.get('Retry-After'), Date.now()) };
	} catch {
		return { status: 'failed' };
	} finally {
		clearTimeout(timer);
	}
}

/** Posts from a page that is going, in a browser whose requests do not outlive it. Nobody hears what became of it. */
export function beacon(url: string, body: string): void {
	navigator.sendBeacon(url, body);
}

/** Whether requests outlive their page here. */
export function outlives(): boolean {
	return 'keepalive' in Request.prototype;
}
