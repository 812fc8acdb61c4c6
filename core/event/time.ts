import { Refusal } from '../refusal.ts';
import { earliestHistoryMs, earliestMs, maxAheadMs } from './limits.ts';

const isoInstant = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** ISO 8601 text or ms since 1970 to ms; null for anything else. A time without zone is UTC: the reader's zone must not matter. */
export function readInstant(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? Math.floor(value) : null;
	if (typeof value !== 'string') return null;
	const match = isoInstant.exec(value);
	if (!match) return null;
	const ms = Date.parse(value.length > 10 && !match[1] ? `${value}Z` : value);
	return Number.isNaN(ms) ? null : ms;
}

/**
 * When an event happened by our clock: `receivedAt - (sentAt - timestamp)`, as Segment corrects skew, because the
 * sender's two clock readings are wrong by the same amount. A `sentAt` that would move the event out of the allowed
 * window is itself wrong and is left aside. Without a timestamp it happened when it was received.
 * Refuses times before 2000, or 1970 where it is history, and more than 24 hours ahead.
 */
export function eventTime(timestamp: unknown, sentAt: number | null, receivedAt: number, isHistory = false): number {
	const oldest = isHistory ? earliestHistoryMs : earliestMs;
	if (timestamp === undefined || timestamp === null) return receivedAt;
	const claimed = readInstant(timestamp);
	if (claimed === null) throw refuseTime('The timestamp is not a time.');
	const corrected = sentAt === null ? claimed : receivedAt - (sentAt - claimed);
	if (isPlausible(corrected, receivedAt, oldest)) return corrected;
	if (isPlausible(claimed, receivedAt, oldest)) return claimed;
	throw refuseTime(
		claimed < oldest
			? `The event is older than the year ${new Date(oldest).getUTCFullYear()}.`
			: 'The event is more than 24 hours in the future.',
	);
}

function isPlausible(ms: number, receivedAt: number, oldest: number): boolean {
	return ms >= oldest && ms <= receivedAt + maxAheadMs;
}

function refuseTime(message: string): Refusal {
	return new Refusal('event-time', message, {
		path: 'timestamp',
		hint: 'Send an ISO 8601 string such as 2026-11-05T09:30:00Z, or milliseconds (not seconds) since 1970.',
	});
}
