const firstMs = 1_000;
const mostMs = 5 * 60_000;
const mostRetryAfterMs = 60 * 60_000;

/**
 * How long to wait after the `attempt`th failure in a row (from 1), in ms: twice as long each time, of which half is left
 * to chance (`random` is 0..1), so that a recovering server is not met by everyone at once.
 */
export function backoffMs(attempt: number, random: number): number {
	const most = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 20));
	return most / 2 + (most / 2) * random;
}

/** Reads `Retry-After` (seconds or a date, RFC 9110 §10.2.3) as ms from now, an hour at most; 0 when it says nothing. */
export function retryAfterMs(header: string | null, nowMs: number): number {
	if (!header) return 0;
	const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header.endsWith('GMT') ? header : '') - nowMs;
	return Math.min(mostRetryAfterMs, Math.max(0, ms || 0));
}
