import { lineOf } from '../archive/line.ts';
import { type ArchivePlace, placesOf } from './places-of.ts';
import { unpackEvents } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** Characters of lines that one answer carries; a row more may come with it. */
const charactersMax = 1_000_000;

/** Some of a person's events, the latest to arrive first, as the archive writes them. */
export interface OwnLines {
	readonly lines: readonly string[];
	/** The row to go on before; null at the end. */
	readonly before: number | null;
}

/** A person's events behind a row of theirs (null: from the latest on), as lines of JSON. */
export function ownLines(tables: Tables, profileId: string, before: number | null): OwnLines {
	const lines: string[] = [];
	let characters = 0;
	for (const { seq, body } of tables.batches.rowsOf(tables.profiles.read(profileId)?.chain ?? null)) {
		if (before !== null && seq >= before) continue;
		const place = { log: 'shard', seq, profileId };
		for (const stored of unpackEvents(body).toReversed()) lines.push(lineOf(place, stored).trimEnd());
		characters += body.length;
		if (characters >= charactersMax) return { lines, before: seq };
	}
	return { lines, before: null };
}

/** Where in the archive a person's lines can be. */
export function archivePlaces(tables: Tables, profileId: string): readonly ArchivePlace[] {
	return placesOf(tables, tables.profiles.read(profileId));
}
