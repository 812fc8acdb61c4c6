const mostMs = 5 * 60_000;

/**
 * How long to wait after the `attempt`th failure in a row (from 1), in ms: twice as long each time, at most five minutes, of
 * which half is left to chance (`random` is 0..1), so that a recovering server is not met by everyone at once.
 */
export function backoffMs(attempt: number, random: number): number {
	return (Math.min(mostMs, 500 * 2 ** attempt) * (1 + random)) / 2;
}

/** Reads `Retry-After` in seconds (RFC 9110 §10.2.3) as ms; 0 when it says nothing. Ours is never a date. */
export function retryAfterMs(header: string | null | undefined): number {
	return +(header as string) * 1_000 || 0;
}
