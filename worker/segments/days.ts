const dayMs = 86_400_000;

/** The day (UTC) of a moment, or so many days before it: `2026-11-24`. */
export function isoDay(nowMs: number, daysBefore = 0): string {
	return new Date(nowMs - daysBefore * dayMs).toISOString().slice(0, 10);
}

/** The last `days` days (UTC), oldest first: each with its last moment, ms; today's is now. */
export function lastDays(nowMs: number, days: number): { readonly date: string; readonly atMs: number }[] {
	const today = Math.floor(nowMs / dayMs);
	return Array.from({ length: days }, (_, place) => {
		const daysBefore = days - 1 - place;
		const atMs = daysBefore === 0 ? nowMs : (today - daysBefore + 1) * dayMs - 1;
		return { date: isoDay(nowMs, daysBefore), atMs };
	});
}
