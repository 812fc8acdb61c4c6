import type { HistoryEvent, Subject } from '../types.ts';

/** All of time. Finite, so that a history kept in SQL can bind it. */
const beginning = Number.MIN_SAFE_INTEGER;
const end = Number.MAX_SAFE_INTEGER;

/** The events of one name up to a moment, oldest first. Reads all there are: for explanations. */
export function eventsUntil(events: Subject['events'], name: string, toMs: number): readonly HistoryEvent[] {
	if (Array.isArray(events)) return pick(events, name, beginning).filter(({ at }) => at <= toMs);
	return isHistory(events) ? events.query(name, beginning, toMs) : [];
}

/** The events of one name from `fromMs` on, oldest first, those of the future too: `until` needs them. */
export function eventsSince(events: Subject['events'], name: string, fromMs: number): readonly HistoryEvent[] {
	const from = Math.max(fromMs, beginning);
	return Array.isArray(events) ? pick(events, name, from) : isHistory(events) ? events.query(name, from, end) : [];
}

function isHistory(events: unknown): events is { query(event: string, fromMs: number, toMs: number): HistoryEvent[] } {
	return typeof events === 'object' && events !== null && 'query' in events && typeof events.query === 'function';
}

function pick(events: readonly unknown[], name: string, fromMs: number): HistoryEvent[] {
	const picked: HistoryEvent[] = [];
	let sorted = true;
	for (const raw of events) {
		const event = isNamed(raw, name) ? timed(raw) : null;
		if (!event || event.at < fromMs) continue;
		sorted &&= event.at >= (picked.at(-1)?.at ?? event.at);
		picked.push(event);
	}
	return sorted ? picked : picked.sort((a, b) => a.at - b.at);
}

type RawEvent = Partial<HistoryEvent> & { readonly event: string; readonly timestamp?: unknown };

function isNamed(raw: unknown, name: string): raw is RawEvent {
	return typeof raw === 'object' && raw !== null && 'event' in raw && raw.event === name;
}

/** The event with its moment in ms; null when it has none. */
function timed(raw: RawEvent): HistoryEvent | null {
	if (isTimed(raw)) return raw;
	const { timestamp } = raw;
	const at = typeof timestamp === 'string' ? Date.parse(timestamp) : timestamp;
	return typeof at === 'number' && Number.isFinite(at) ? { ...raw, at, properties: raw.properties ?? {} } : null;
}

function isTimed(raw: RawEvent): raw is RawEvent & HistoryEvent {
	return Number.isFinite(raw.at);
}
