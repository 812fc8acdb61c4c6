import { dayOf } from '../traffic/day.ts';
import { hitOf } from '../traffic/hit.ts';
import { addHit, type Tally } from '../traffic/tally.ts';
import type { Tables } from './tables.ts';

/** Batches that one turn counts. */
const turnSize = 400;
/** Older events are an import, and nobody looks at that day's traffic. */
const countedDays = 400;

/**
 * Counts the events of people with a profile into their site's days, from the last batch that was counted on: so ingest
 * writes nothing for it, and each counts once whatever happens. Synchronous, for one transaction. Returns whether more
 * are waiting.
 */
export function countEvents({ batches, traffic, meta }: Tables, now: number): boolean {
	const counted = Number(meta.read('counted') ?? 0);
	const rows = batches.after(counted, turnSize);
	const last = rows.at(-1);
	if (!last) return false;
	const touched = new Map<string, { siteId: string; day: number; tally: Tally }>();
	for (const event of rows.flatMap(({ events }) => events)) {
		const hit = hitOf({ type: event.t, event: event.e, properties: event.p, context: event.c });
		const day = dayOf(event.a);
		if (!hit || day <= dayOf(now) - countedDays) continue;
		const tally = traffic.read(event.s, day, 'identified');
		addHit(tally, hit);
		if (event.v === 1) tally.visitors++;
		touched.set(`${day} ${event.s}`, { siteId: event.s, day, tally });
	}
	for (const { siteId, day, tally } of touched.values()) traffic.save(siteId, day, 'identified', tally);
	meta.save('counted', String(last.seq));
	return rows.length === turnSize;
}
