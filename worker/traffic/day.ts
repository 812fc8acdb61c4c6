export const dayMs = 86_400_000;

/** The day that a moment (ms) is in, as days since 1970, in UTC. */
export function dayOf(ms: number): number {
	return Math.floor(ms / dayMs);
}

/** `2026-11-24`. */
export function dateOf(day: number): string {
	return new Date(day * dayMs).toISOString().slice(0, 10);
}
