import { refuse, within } from '../refuse.ts';
import { dayMs } from '../time/civil.ts';
import type { AmountNow } from './types.ts';

/** Boundaries, in order, between which a number is told by the rank of its part: 1 below the first of them. */
export interface Ranks {
	/** Null for what is no number. */
	of(value: unknown): number | null;
	/** The rank of the days since a moment. They pass, but the rank stays until they reach the next boundary. */
	ofDaysSince(moment: unknown, nowMs: number): AmountNow;
}

/** Reads `"buckets": [30, 90, 180], "reverse": true`, or refuses it; null when there are none. */
export function parseRanks(json: Readonly<Record<string, unknown>>): Ranks | null {
	const { buckets, reverse } = json;
	if (reverse !== undefined && (typeof reverse !== 'boolean' || buckets === undefined))
		refuse('reverse', 'reverse takes true, beside buckets.', 'Write "buckets": [30, 90], "reverse": true.');
	return buckets === undefined ? null : ranksOf(parseBounds(buckets), reverse === true);
}

function parseBounds(buckets: unknown): readonly number[] {
	const hint = 'Write up to 20 numbers in order: "buckets": [30, 90, 180].';
	if (!Array.isArray(buckets) || buckets.length === 0 || buckets.length > 20)
		refuse('buckets', 'buckets takes a list.', hint);
	for (const [i, bound] of buckets.entries()) {
		if (typeof bound !== 'number' || !Number.isFinite(bound) || (i > 0 && bound <= buckets[i - 1]))
			refuse(within('buckets', String(i)), 'Boundaries are numbers, each above the one before.', hint);
	}
	return buckets;
}

function ranksOf(bounds: readonly number[], reverse: boolean): Ranks {
	const reached = (value: number) => bounds.filter((bound) => value >= bound).length;
	const told = (count: number) => (reverse ? bounds.length + 1 - count : count + 1);
	return {
		of: (value) => (typeof value === 'number' ? told(reached(value)) : null),
		ofDaysSince(moment, nowMs) {
			const { value: days } = daysSince(moment, nowMs);
			if (typeof moment !== 'number' || days === null) return { value: null, until: Number.POSITIVE_INFINITY };
			const count = reached(days);
			const next = bounds[count];
			const until = next === undefined ? Number.POSITIVE_INFINITY : moment + Math.ceil(next) * dayMs;
			return { value: told(count), until };
		},
	};
}

/** Whole days since a moment; null without one. */
export function daysSince(moment: unknown, nowMs: number): AmountNow & { readonly value: number | null } {
	if (typeof moment !== 'number') return { value: null, until: Number.POSITIVE_INFINITY };
	const days = Math.floor((nowMs - moment) / dayMs);
	return { value: days, until: moment + (days + 1) * dayMs };
}
