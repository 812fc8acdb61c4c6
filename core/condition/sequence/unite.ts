import { forever } from '../node.ts';
import type { Evaluation } from '../types.ts';

/** From a moment, inclusive, to another, exclusive. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** Whether any of the spans holds now, and until when that is so: exact, also where spans follow each other without a gap. */
export function unite(spans: readonly Span[], nowMs: number): Evaluation {
	let covered = nowMs;
	let next = Number.POSITIVE_INFINITY;
	for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
		if (to <= covered) continue;
		if (from <= covered) covered = to;
		else if (covered === nowMs) next = Math.min(next, from);
	}
	if (covered > nowMs) return covered === Number.POSITIVE_INFINITY ? forever(true) : { matches: true, until: covered };
	return next === Number.POSITIVE_INFINITY ? forever(false) : { matches: false, until: next };
}
