import type { StoredEvent } from './stored-event.ts';

const dayMs = 86_400_000;

/** One packed row of `batches`: events of one person that lie within a day. */
export interface BatchRow {
	/** Times of the first and the last event, ms. */
	readonly at: number;
	readonly until: number;
	/** Each messageId on a line of its own, so that one can be found as `\nid\n`. */
	readonly ids: string;
	readonly events: readonly StoredEvent[];
}

/**
 * Packs events into rows that span at most a day each, so that a look for duplicates or for a window's events
 * reads only rows near that time. An imported year becomes many rows, a visitor's batch one.
 */
export function packRows(events: readonly StoredEvent[]): BatchRow[] {
	const sorted = [...events].sort((a, b) => a.a - b.a);
	const rows: BatchRow[] = [];
	let from = 0;
	for (let i = 1; i <= sorted.length; i++) {
		const first = sorted[from];
		const next = sorted[i];
		if (!first || (next && next.a - first.a < dayMs)) continue;
		rows.push(packRow(sorted.slice(from, i), first));
		from = i;
	}
	return rows;
}

function packRow(events: readonly StoredEvent[], first: StoredEvent): BatchRow {
	return {
		at: first.a,
		until: events[events.length - 1]?.a ?? first.a,
		ids: `\n${events.map((event) => event.i).join('\n')}\n`,
		events,
	};
}

/** From when on a copy of an event could be stored: a retry's corrected clock may be off by up to a day. */
export function duplicatesFrom(eventMs: number): number {
	return eventMs - dayMs;
}
