import { and, count, desc, eq, inArray, isNotNull, lt, ne } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import type { Job } from './job.ts';
import { partsOf } from './parts.ts';
import { importParts, imports } from './schema.ts';
import type { Totals } from './totals.ts';

export type ImportRow = typeof imports.$inferSelect;

const listMax = 200;

export async function insertImport(env: Env, row: typeof imports.$inferInsert): Promise<ImportRow> {
	return database(env).insert(imports).values(row).returning().get();
}

/** The newest imports, the newest first. */
export async function listImports(env: Env): Promise<ImportRow[]> {
	return database(env).select().from(imports).orderBy(desc(imports.createdAt)).limit(listMax);
}

export async function readImport(env: Env, id: string): Promise<ImportRow | null> {
	return (await database(env).select().from(imports).where(eq(imports.id, id)).get()) ?? null;
}

/** Changes an import, if it still is in one of these states. Says whether it was. */
export async function changeImport(
	env: Env,
	id: string,
	from: readonly ImportRow['state'][],
	change: Partial<ImportRow>,
): Promise<boolean> {
	const changed = await database(env)
		.update(imports)
		.set({ ...change, updatedAt: Date.now() })
		.where(and(eq(imports.id, id), inArray(imports.state, [...from])))
		.returning({ id: imports.id });
	return changed.length > 0;
}

export async function deleteImport(env: Env, id: string): Promise<void> {
	const db = database(env);
	await db.batch([
		db.delete(importParts).where(eq(importParts.importId, id)),
		db.delete(imports).where(eq(imports.id, id)),
	]);
}

export async function saveOutcome(env: Env, id: string, mode: Job['mode'], totals: Totals): Promise<void> {
	// What was foreseen has come about, and quotes people.
	if (mode === 'run') await changeImport(env, id, ['running'], { state: 'done', totals, foreseen: null });
	else await changeImport(env, id, ['rehearsing'], { state: 'ready', foreseen: totals });
}

/** Notes a part that has arrived; the same part again takes its place. */
export async function savePart(env: Env, part: typeof importParts.$inferInsert): Promise<void> {
	const { bytes, sha256 } = part;
	await database(env)
		.insert(importParts)
		.values(part)
		.onConflictDoUpdate({ target: [importParts.importId, importParts.number], set: { bytes, sha256 } });
}

/** The parts of a file that are there, by their numbers. */
export async function readParts(env: Env, id: string): Promise<{ number: number; sha256: string }[]> {
	const { number, sha256 } = importParts;
	return database(env).select({ number, sha256 }).from(importParts).where(eq(importParts.importId, id)).orderBy(number);
}

/** Whether all parts of a file are there. */
export async function isWhole(env: Env, { id, bytes }: Pick<ImportRow, 'id' | 'bytes'>): Promise<boolean> {
	const row = await database(env)
		.select({ there: count() })
		.from(importParts)
		.where(eq(importParts.importId, id))
		.get();
	return row?.there === partsOf(bytes);
}

/** As of when the same file was taken in before, ms, for the same site and as the same; null when it never was. */
export async function asOfBefore(
	env: Env,
	{ id, kind, siteId }: ImportRow,
	fingerprint: string,
): Promise<number | null> {
	const same = [eq(imports.fingerprint, fingerprint), eq(imports.kind, kind), eq(imports.siteId, siteId)];
	const ran = [inArray(imports.state, ['running', 'done', 'cancelled']), isNotNull(imports.asOf), ne(imports.id, id)];
	const found = await database(env)
		.select({ asOf: imports.asOf })
		.from(imports)
		.where(and(...same, ...ran))
		.orderBy(imports.createdAt)
		.limit(1)
		.get();
	return found?.asOf ?? null;
}

/** Imports that are being read. */
export async function importsUnderWay(env: Env): Promise<string[]> {
	const rows = await database(env)
		.select({ id: imports.id })
		.from(imports)
		.where(inArray(imports.state, ['rehearsing', 'running']));
	return rows.map(({ id }) => id);
}

/** Imports that nobody has finished, and that nobody has touched since a moment (ms). */
export async function importsLeft(env: Env, before: number): Promise<string[]> {
	const rows = await database(env)
		.select({ id: imports.id })
		.from(imports)
		.where(and(inArray(imports.state, ['uploading', 'ready', 'cancelled']), lt(imports.updatedAt, before)));
	return rows.map(({ id }) => id);
}

/** Imports that keep what a dry run has found. */
export async function rehearsedImports(env: Env): Promise<string[]> {
	const rows = await database(env).select({ id: imports.id }).from(imports).where(isNotNull(imports.foreseen));
	return rows.map(({ id }) => id);
}
