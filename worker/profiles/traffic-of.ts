import { type PackedTally, packTally } from '../traffic/tally.ts';
import type { TrafficKind } from './tables/traffic.ts';
import type { Tables } from './tables.ts';

export interface PackedDay {
	readonly day: number;
	readonly kind: TrafficKind;
	readonly tally: PackedTally;
}

/** What was counted of a site's days, both inclusive. */
export function trafficOf({ traffic }: Tables, siteId: string, fromDay: number, toDay: number): PackedDay[] {
	const days = traffic.between(siteId, fromDay, toDay);
	return days.map(({ day, kind, tally }) => ({ day, kind, tally: packTally(tally) }));
}
