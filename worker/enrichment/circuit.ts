/** Failures in a row after which an endpoint is left alone for a while. */
export const opensAfter = 5;
const firstPauseMs = 10_000;
const longestPauseMs = 15 * 60_000;
/** How long the one call that looks whether it is back may be under way, ms. */
export const probeMs = 15_000;

/** Until when nobody calls after so many failures in a row; null when it may be called at once. */
export function pausedUntil(failures: number, now: number): number | null {
	if (failures < opensAfter) return null;
	return now + Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - opensAfter));
}

/** Tries after which one person's question is given up, while the endpoint answers others. */
export const triesMax = 8;

/** When a question that failed is asked again, ms after so many tries. */
export function retryAfterMs(tries: number): number {
	return Math.min(3_600_000, 2000 * 2 ** tries);
}
