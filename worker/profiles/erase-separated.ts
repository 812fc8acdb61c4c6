import { countEvents } from './count-events.ts';
import { type OfReturned, returned } from './merge/give-back.ts';
import { placesOfRows } from './places-of.ts';
import { packEvents, unpackEvents } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** Somebody who was merged into a profile and has been separated: what came of them in between arrived as that profile's. */
export interface Separated extends OfReturned {
	readonly targetId: string;
}

/**
 * Takes what arrived of somebody out of the rows that were set apart when they were separated, and notes that it is to go from the
 * archive. Once for each request, in the caller's transaction; whoever they were merged into keeps what is theirs.
 */
export function eraseSeparated(tables: Tables, id: string, separated: Separated, now: number): void {
	if (tables.erasures.has(id)) return;
	while (countEvents(tables, now));
	const isTheirs = returned(tables.profiles.read(separated.targetId), separated);
	const rows = tables.batches.apartOf(separated.targetId).filter(({ body }) => unpackEvents(body).some(isTheirs));
	if (rows.length === 0) return;
	let events = 0;
	for (const { seq, body } of rows) {
		const all = unpackEvents(body);
		const left = all.filter((event) => !isTheirs(event));
		events += all.length - left.length;
		tables.batches.cut(
			seq,
			left.map(({ i }) => i),
			packEvents(left),
		);
	}
	tables.erasures.save({
		id,
		profileId: '',
		separated,
		report: { events, enrollments: 0, deliveries: 0, database: {}, archive: { objects: 0, lines: 0 } },
		databaseFrom: now,
		isDatabaseDone: true,
		places: placesOfRows(rows),
		place: 0,
		afterKey: '',
	});
}

/** Whether a line of the archive is what arrived of them as the other profile's. */
export function isOfSeparated(line: string, separated: Separated, userId: string | null): boolean {
	const { anonymousId, userId: named } = JSON.parse(line);
	return returned({ userId }, separated)({ n: anonymousId ?? undefined, u: named ?? undefined });
}
