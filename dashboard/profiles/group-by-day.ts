import { formatDay } from '../ui/format.ts';

export interface Day<T> {
	readonly title: string;
	readonly events: readonly T[];
}

/** Splits events, newest first, into days of the reader's time zone, keeping their order. */
export function groupByDay<T extends { readonly timestamp: string }>(events: readonly T[], nowMs: number): Day<T>[] {
	const days: { title: string; events: T[] }[] = [];
	for (const event of events) {
		const title = formatDay(event.timestamp, nowMs);
		const last = days.at(-1);
		if (last?.title === title) last.events.push(event);
		else days.push({ title, events: [event] });
	}
	return days;
}
