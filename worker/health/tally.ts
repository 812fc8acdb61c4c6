import type { Incident } from './incident.ts';

/** A row that D1 is to add. Strings are cut, and inert as they are. */
export interface TallyRow {
	readonly day: string;
	readonly siteId: string;
	readonly kind: string;
	readonly code: string;
	readonly event: string;
	readonly path: string;
	readonly count: number;
	readonly lastAt: number;
	readonly message: string;
	readonly sample: string | null;
}

/** Different reasons that are held at once; what is beyond is counted without event and path. */
const rowsMax = 200;

const cut = (text: string, max: number) => (text.length > max ? text.slice(0, max) : text).toWellFormed();

/** Counts in memory until they are taken to D1. However hostile what comes in, it stays small. */
export class Tally {
	#rows = new Map<string, TallyRow>();

	/** @param atMs when it happened. */
	add(siteId: string, atMs: number, incidents: readonly Incident[]): void {
		const day = dayOf(atMs);
		for (const incident of incidents) this.#add(siteId, day, atMs, incident);
	}

	/** Everything that was counted; it is no longer held here. */
	take(): readonly TallyRow[] {
		const rows = [...this.#rows.values()];
		this.#rows = new Map();
		return rows;
	}

	/** Holds again what could not be written. */
	putBack(rows: readonly TallyRow[]): void {
		for (const row of rows) this.#join(row);
	}

	#add(siteId: string, day: string, atMs: number, incident: Incident): void {
		const { kind, count } = incident;
		const row = {
			day,
			siteId,
			kind,
			code: cut(incident.code, 60),
			event: cut(incident.event, 100),
			path: cut(incident.path, 200),
		};
		const key = keyOf(row);
		const known = this.#rows.get(key);
		// A flood repeats itself: its samples are made once a second, not once an event.
		if (known) this.#rows.set(key, { ...known, count: known.count + count, lastAt: atMs });
		else this.#join({ ...row, count, lastAt: atMs, message: cut(incident.message, 300), sample: incident.sample() });
	}

	#join(row: TallyRow): void {
		const known = this.#rows.get(keyOf(row));
		if (known) this.#rows.set(keyOf(row), { ...known, count: known.count + row.count });
		else if (this.#rows.size < rowsMax || row.event === '') this.#rows.set(keyOf(row), row);
		else this.#join({ ...row, event: '', path: '', sample: null });
	}
}

function keyOf({
	day,
	siteId,
	kind,
	code,
	event,
	path,
}: Omit<TallyRow, 'count' | 'lastAt' | 'message' | 'sample'>): string {
	return JSON.stringify([day, siteId, kind, code, event, path]);
}

/** The day of a moment, UTC. */
export function dayOf(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}
