import { GzipText } from '../archive/gzip-text.ts';
import { lineOf } from '../archive/line.ts';
import { hourOf, objectKey, workspaceFolder } from '../archive/object-key.ts';
import { randomText } from '../new-id.ts';
import type { StoredEvent } from './stored-event.ts';
import type { ArchiveLog, LogRow } from './tables/archive-log.ts';

/** Where objects go. */
export type ArchiveBucket = Pick<R2Bucket, 'put'>;

/** Characters of rows that one turn archives; a row more may come with it. */
const turnMax = 2_000_000;
/** Objects that one turn writes: each holds a compressor. Only restored history has rows of so many hours. */
const objectsMax = 8;
/** Rows that are in memory unpacked; after them, others have their turn. */
const portion = 25;
const hourMs = 3_600_000;

interface Filed {
	readonly text: GzipText;
	readonly folder: string;
	readonly hour: string;
	events: number;
}

/**
 * Writes what has gathered in a shard's log to R2, one object for each site and hour. How far a turn goes is noted before
 * the first object is written, and an object's key is made of that: whoever tries again, after a failure or a crash, writes
 * the same objects. Returns whether more is waiting.
 */
export async function archiveBehind(bucket: ArchiveBucket, log: ArchiveLog, shard: string): Promise<boolean> {
	const { archived, newest } = log.standing();
	const begun = log.begun();
	const { files, through } = await file(log, archived, begun ?? newest, begun !== null, nameOf(log, shard));
	if (through === archived) return false;
	if (begun === null) log.begin(through);
	for (const { text, folder, hour, events } of files) {
		const key = objectKey({ folder, hour, log: nameOf(log, shard), first: archived + 1, last: through });
		await bucket.put(key, await text.end(), {
			httpMetadata: { contentType: 'application/gzip' },
			customMetadata: { events: String(events) },
		});
	}
	log.end(through);
	return through < newest;
}

function nameOf(log: ArchiveLog, shard: string): string {
	return log.name(() => `${shard}-${randomText(6)}`);
}

/** Compresses rows by site and hour. @param whole goes to the end of the rows, however much that is: it was begun so. */
async function file(log: ArchiveLog, after: number, until: number, whole: boolean, name: string) {
	const files = new Map<string, Filed>();
	let through = after;
	let size = 0;
	while (through < until) {
		const rows = log.rows(through, until, portion);
		for (const row of rows) {
			if (!whole && (size >= turnMax || files.size >= objectsMax)) return { files: [...files.values()], through };
			await fileRow(files, name, row);
			through = row.seq;
			size += row.size;
		}
		// Numbers may be missing at the end, when somebody was forgotten.
		if (rows.length < portion) through = until;
		await scheduler.wait(0);
	}
	return { files: [...files.values()], through };
}

async function fileRow(files: Map<string, Filed>, log: string, { seq, profileId, events }: LogRow): Promise<void> {
	for (const stored of events) {
		const filed = fileFor(files, stored);
		filed.events++;
		await filed.text.write(lineOf({ log, seq, profileId }, stored));
	}
}

function fileFor(files: Map<string, Filed>, { s, r }: StoredEvent): Filed {
	const folder = s === '' ? workspaceFolder : s;
	// By number, as most events are of an hour that is known: to write an hour costs as much as all else here.
	const key = `${folder} ${Math.floor(r / hourMs)}`;
	const known = files.get(key);
	if (known) return known;
	const filed = { text: new GzipText(), folder, hour: hourOf(r), events: 0 };
	files.set(key, filed);
	return filed;
}
