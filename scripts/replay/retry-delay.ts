/** After this many tries a server is down, not busy. */
export const maxTries = 8;
const longestMs = 30_000;

/**
 * How long to wait before trying again: what Retry-After says (RFC 9110, 10.2.3: seconds or a date), else twice as long each
 * time with a random half, so that many clients do not come back together. `random` is 0..1, `tries` those made so far.
 */
export function retryDelayMs(tries: number, retryAfter: string | null, nowMs: number, random: number): number {
	const asked = retryAfter === null ? null : readRetryAfter(retryAfter, nowMs);
	if (asked !== null) return Math.min(asked, longestMs);
	const full = Math.min(250 * 2 ** (tries - 1), longestMs);
	return full / 2 + (full / 2) * random;
}

function readRetryAfter(text: string, nowMs: number): number | null {
	if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000;
	const at = Date.parse(text);
	return Number.isNaN(at) ? null : Math.max(at - nowMs, 0);
}
