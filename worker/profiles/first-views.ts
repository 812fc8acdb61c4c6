import { dayOf } from '../traffic/day.ts';
import type { Profile } from './profile.ts';
import type { StoredEvent } from './stored-event.ts';

type ViewDays = NonNullable<Profile['viewDays']>;

/**
 * A person's new events, with the first page view of each day on their site marked, so that whoever counts visitors need not
 * ask who else was there. A view of a day before the last one may be of a day that is counted already: it is not marked.
 */
export function markFirstViews(
	viewDays: ViewDays | undefined,
	events: readonly StoredEvent[],
): { events: StoredEvent[]; viewDays: ViewDays | undefined } {
	let days = viewDays;
	const firsts = new Set<StoredEvent>();
	for (const event of events.filter(({ t }) => t === 'page').sort((one, other) => one.a - other.a)) {
		if (dayOf(event.a) <= lastDay(days, event.s)) continue;
		days = { ...days, [event.s]: dayOf(event.a) };
		firsts.add(event);
	}
	return { events: events.map((event) => (firsts.has(event) ? { ...event, v: 1 } : event)), viewDays: days };
}

function lastDay(viewDays: ViewDays | undefined, siteId: string): number {
	return viewDays !== undefined && Object.hasOwn(viewDays, siteId) ? (viewDays[siteId] ?? -1) : -1;
}
