import { eraseLines } from '../archive/erase-lines.ts';
import { isOf, isOfAccount } from '../archive/is-of.ts';
import type { Env } from '../env.ts';
import type { Transact } from './attend.ts';
import { tablesOfPeople } from './database-tables.ts';
import type { Erasure } from './erase-person.ts';
import { isOfSeparated } from './erase-separated.ts';
import type { ArchivePlace } from './places-of.ts';
import type { Tables } from './tables.ts';

/** Objects of the archive that one turn reads. */
const turnObjects = 20;

/** When to look again whether their accounts have heard that they are gone, ms. */
const accountsMs = 500;

interface Surroundings {
	readonly env: Env;
	readonly tables: Tables;
	readonly transact: Transact;
	/** The shard's name. */
	readonly shard: string;
	/** Writes to the archive whatever waits, so that nothing of the person is on its way there. */
	readonly archive: () => Promise<void>;
}

/**
 * Goes on with erasing whoever was taken out of the tables: from D1, then from the archive, then the receipt is written. Each
 * step is noted when it is done, and may be done again. Returns when to go on, ms; Infinity when nobody is left.
 */
export async function goOnErasing(by: Surroundings): Promise<number> {
	const erasure = by.tables.erasures.next();
	if (!erasure) return Number.POSITIVE_INFINITY;
	if (Date.now() < erasure.databaseFrom) return erasure.databaseFrom;
	if (!erasure.isDatabaseDone) await eraseFromDatabase(by, erasure);
	else if (erasure.place < erasure.places.length) await eraseFromArchive(by, erasure);
	else if (by.tables.accountLinks.hasNewsOf(erasure.profileId)) return Date.now() + accountsMs;
	else await writeReceipt(by, erasure);
	return Date.now();
}

/** The same alarm writes behind, so nothing of the person is on its way to D1. */
async function eraseFromDatabase({ env, tables, transact }: Surroundings, erasure: Erasure): Promise<void> {
	const { report, profileId } = erasure;
	const database: Record<string, number> = { ...report.database };
	for (const [table, column] of tablesOfPeople) {
		const { meta } = await env.DB.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).bind(profileId).run();
		if (meta.changes > 0) database[table] = (database[table] ?? 0) + meta.changes;
	}
	transact(() => {
		tables.erasures.save({ ...erasure, report: { ...report, database }, isDatabaseDone: true });
		// Somebody new may have come by the same id meanwhile, of whom D1 is to know.
		if (tables.profiles.read(profileId)) tables.outbox.add('profile', profileId);
	});
}

async function eraseFromArchive(by: Surroundings, erasure: Erasure): Promise<void> {
	await by.archive();
	const log = by.tables.log.name(() => by.shard);
	const isTheirs = (line: string) => isErased(by.tables, erasure, line);
	let left = turnObjects;
	let now = erasure;
	while (now.place < now.places.length && left > 0) {
		const place = now.places[now.place];
		if (!place) break;
		const within = { ...whereIn(place, log), log: `${by.shard}-`, after: now.afterKey };
		const erased = await eraseLines(by.env, within, isTheirs, left);
		left -= erased.read;
		const { archive } = now.report;
		now = {
			...now,
			report: {
				...now.report,
				archive: { objects: archive.objects + erased.objects, lines: archive.lines + erased.lines },
			},
			place: erased.after === null ? now.place + 1 : now.place,
			afterKey: erased.after ?? '',
		};
		by.tables.erasures.save(now);
	}
}

function isErased({ profiles }: Tables, { accountId, separated, profileId }: Erasure, line: string): boolean {
	if (accountId !== undefined) return isOfAccount(line, accountId);
	if (!separated) return isOf(line, profileId);
	const { targetId } = separated;
	return isOf(line, targetId) && isOfSeparated(line, separated, profiles.read(targetId)?.userId ?? null);
}

function whereIn({ prefix, rows }: ArchivePlace, log: string) {
	return { prefix, ...(rows && { only: { log, ...rows } }) };
}

/** The receipt says what was erased, and not who it was. */
async function writeReceipt({ env, tables }: Surroundings, { id, report }: Erasure): Promise<void> {
	await env.DB.prepare(
		"UPDATE erasures SET state = 'done', profile_id = NULL, merge_ids = '[]', done_at = ?, report = ? WHERE id = ?",
	)
		.bind(Date.now(), JSON.stringify(report), id)
		.run();
	tables.erasures.end(id);
}
