export const hourMs = 3_600_000;

/** What the points of each rule add up to, at a moment. */
export interface Points {
	/** Of the latest event, ms. */
	readonly at: number;
	/** What each rule's points had faded to by then. */
	readonly sums: readonly number[];
}

/** How points become a score. */
export interface Decay {
	/** In ms; null when points do not fade. */
	readonly halfLife: number | null;
	/** What each rule's points count for at most, above 0 or below. */
	readonly limits: readonly number[];
}

/** So that a half is rounded up, however it was added up. */
const least = 1e-6;

/** What is left of points after a time. */
export function fadedFor(points: number, ms: number, halfLife: number | null): number {
	return halfLife === null ? points : points * 2 ** (-ms / halfLife);
}

/**
 * The score as a whole number, and the moment (ms) at which it could be another; Infinity if never. It fades by whole hours
 * since the latest event: people fade at their own times, and nobody more often than that.
 */
export function scoreOf({ at, sums }: Points, { halfLife, limits }: Decay, nowMs: number) {
	const hours = hoursSince(at, nowMs);
	let [steady, fading, halves] = [0, 0, Number.POSITIVE_INFINITY];
	for (const [i, sum] of sums.entries()) {
		const points = fadedFor(sum, hours * hourMs, halfLife);
		const most = limits[i] ?? Number.POSITIVE_INFINITY;
		if (Math.abs(points) <= most + least) fading += points;
		else {
			steady += Math.sign(points) * most;
			halves = Math.min(halves, Math.log2(Math.abs(points) / most));
		}
	}
	const value = rounded(steady + fading);
	if (halfLife === null) return { value, until: Number.POSITIVE_INFINITY };
	const next = Math.min(halves, halvesUntil(fading, steady, value)) * (halfLife / hourMs);
	// Rather an hour early than late.
	return { value, until: at + (hours + Math.max(1, Math.ceil(next - least))) * hourMs };
}

/** What each rule's points count for by now, to a tenth. */
export function sharesOf({ at, sums }: Points, { halfLife, limits }: Decay, nowMs: number): readonly number[] {
	const hours = hoursSince(at, nowMs);
	return sums.map((sum, i) => {
		const points = fadedFor(sum, hours * hourMs, halfLife);
		const most = limits[i] ?? Number.POSITIVE_INFINITY;
		return Math.round(Math.max(-most, Math.min(most, points)) * 10) / 10 || 0;
	});
}

function hoursSince(at: number, nowMs: number): number {
	return Math.max(0, Math.floor((nowMs - at) / hourMs));
}

/** How often what fades is halved before its sum with the rest is rounded to another value. */
function halvesUntil(fading: number, steady: number, value: number): number {
	const room = fading > 0 ? value - 0.5 - least - steady : steady - (value + 0.5 - least);
	return fading === 0 || room <= 0 ? Number.POSITIVE_INFINITY : Math.log2(Math.abs(fading) / room);
}

/** Whole points; what is half of one is one. */
function rounded(points: number): number {
	return Math.floor(points + 0.5 + least) || 0;
}
