import type { Amount, HistoryEvent } from '../index.ts';

/** What is kept of events that arrive in batches of such sizes, stored as JSON from one to the next. */
export function keptInBatches({ kept }: Amount, events: readonly HistoryEvent[], sizes: Iterator<number>): unknown {
	let state: unknown = null;
	for (let i = 0; i < events.length; ) {
		const batch = events.slice(i, i + (sizes.next().value ?? 1));
		state = kept?.add(JSON.parse(JSON.stringify(state)), batch);
		i += batch.length;
	}
	return state;
}
