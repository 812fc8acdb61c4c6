import { utc, zoneOf } from '../../core/condition/time/zone.ts';

/** ISO instant to what `datetime-local` shows of it by a place's clocks; empty for null. */
export function toLocalInput(iso: string | null, timeZone: string): string {
	const ms = iso === null ? Number.NaN : Date.parse(iso);
	return Number.isNaN(ms) ? '' : new Date((zoneOf(timeZone) ?? utc).localAt(ms)).toISOString().slice(0, 16);
}

/** What `datetime-local` holds, by a place's clocks, to an ISO instant; null when empty. */
export function fromLocalInput(text: string, timeZone: string): string | null {
	const local = Date.parse(`${text}Z`);
	return Number.isNaN(local) ? null : new Date((zoneOf(timeZone) ?? utc).momentOf(local)).toISOString();
}
