import { countEvents } from './count-events.ts';
import { type OfReturned, returned } from './merge/give-back.ts';
import { mergedEventId } from './merge/told-events.ts';
import { placesOfRows } from './places-of.ts';
import { type StoredEvent, unpackEvents } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** Somebody who was merged into a profile and has been separated: what came of them in between arrived as that profile's. */
export interface Separated extends OfReturned {
	readonly mergeId: string;
	readonly targetId: string;
}

/**
 * Takes what arrived of somebody out of the rows that were set apart when they were separated, and who they are out of what the
 * other's history tells of the merge, and notes that both are to go from the archive. Once for each request, in the caller's
 * transaction; whoever they were merged into keeps what is theirs.
 */
export function eraseSeparated(tables: Tables, id: string, separated: Separated, now: number): void {
	if (tables.erasures.has(id)) return;
	while (countEvents(tables, now));
	const target = tables.profiles.read(separated.targetId);
	const isTheirs = returned(target, separated);
	const rows = tables.batches.apartOf(separated.targetId).filter(({ body }) => unpackEvents(body).some(isTheirs));
	const telling = [...tables.batches.rowsOf(target?.chain ?? null)].filter(({ body }) =>
		unpackEvents(body).some((event) => tellsOf(event, separated)),
	);
	if (rows.length + telling.length === 0) return;
	let events = 0;
	for (const { seq, body } of rows) {
		const all = unpackEvents(body);
		const left = all.filter((event) => !isTheirs(event));
		events += all.length - left.length;
		tables.batches.cut(seq, left);
	}
	for (const { seq, body } of telling) {
		const left = unpackEvents(body).map((event) => (tellsOf(event, separated) ? namingNobody(event) : event));
		tables.batches.cut(seq, left);
	}
	tables.erasures.save({
		id,
		profileId: '',
		separated,
		report: { events, enrollments: 0, deliveries: 0, database: {}, archive: { objects: 0, lines: 0 } },
		databaseFrom: now,
		isDatabaseDone: true,
		places: placesOfRows([...rows, ...telling]),
		place: 0,
		afterKey: '',
	});
}

function tellsOf({ i }: Pick<StoredEvent, 'i'>, { mergeId }: Separated): boolean {
	return i === mergedEventId(mergeId);
}

/** That somebody was merged, and not who, nor by what they were found to be one. */
function namingNobody({ p: { mergeId }, ...event }: StoredEvent): StoredEvent {
	return { ...event, p: { mergeId } };
}

/** Whether a line of the archive is what arrived of them as the other profile's, or tells of the merge. */
export function isOfSeparated(line: string, separated: Separated, userId: string | null): boolean {
	const { messageId, anonymousId, userId: named } = JSON.parse(line);
	if (tellsOf({ i: messageId }, separated)) return true;
	return returned({ userId }, separated)({ n: anonymousId ?? undefined, u: named ?? undefined });
}
