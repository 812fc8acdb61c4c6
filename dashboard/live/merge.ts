import type { LiveItem } from '../../core/live/types.ts';

/** How many events the feed keeps. */
export const keepEvents = 200;

/** Puts new events on top: newest first, each messageId once, at most `keep`. Neither input is changed. */
export function mergeEvents(
	known: readonly LiveItem[],
	arrived: readonly LiveItem[],
	keep: number = keepEvents,
): readonly LiveItem[] {
	const seen = new Set<string>();
	return [...arrived, ...known]
		.filter(({ messageId }) => !seen.has(messageId) && seen.add(messageId))
		.sort((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp))
		.slice(0, keep);
}

/** Delay before the next try to connect: doubling from half a second to 15, with up to half of it random. */
export function backoffMs(attempt: number, random: number): number {
	const ceiling = Math.min(15_000, 500 * 2 ** attempt);
	return Math.round(ceiling * (0.5 + random / 2));
}
