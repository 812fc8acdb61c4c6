import { hourOf, hourPrefix, workspaceFolder } from '../archive/object-key.ts';
import type { Profile } from './profile.ts';
import { countedOf } from './store-events.ts';
import { unpackEvent, unpackEvents } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** Where in the archive somebody's lines can be. */
export interface ArchivePlace {
	/** Of the objects' keys. */
	readonly prefix: string;
	/** The rows of the shard's present log that are theirs: objects of others are passed over. Left out, none are. */
	readonly rows?: { readonly first: number; readonly last: number };
}

/**
 * Where a person's lines can be: objects hold rows of one site and hour, so with the numbers of the rows they are known. Rows
 * that are dropped no longer say so; then it is the whole archive.
 * @param apart rows that arrived as theirs and are in their history no more
 */
export function placesOf(
	{ batches }: Tables,
	profile: Profile | null,
	apart: readonly { readonly seq: number; readonly body: string }[] = [],
): ArchivePlace[] {
	const rows = [...batches.rowsOf(profile?.chain ?? null)];
	const found = rows.reduce((sum, { body }) => sum + countedOf(unpackEvents(body).map(unpackEvent)), 0);
	const isAllThere = profile?.events === found && profile.keptFrom === undefined;
	return isAllThere ? placesOfRows([...rows, ...apart]) : [{ prefix: 'events/' }];
}

/** Where the lines of these rows are. */
export function placesOfRows(rows: Iterable<{ readonly seq: number; readonly body: string }>): ArchivePlace[] {
	const places = new Map<string, { first: number; last: number }>();
	for (const { seq, body } of rows) {
		for (const { s, r } of unpackEvents(body)) {
			const prefix = hourPrefix(s === '' ? workspaceFolder : s, hourOf(r));
			const known = places.get(prefix);
			places.set(prefix, { first: Math.min(known?.first ?? seq, seq), last: Math.max(known?.last ?? seq, seq) });
		}
	}
	return [...places].map(([prefix, rows]) => ({ prefix, rows }));
}
