import { and, eq } from 'drizzle-orm';
import { database } from '../../database.ts';
import type { Env } from '../../env.ts';
import { verdicts } from '../schema.ts';

export type StoredVerdicts = typeof verdicts.$inferSelect;

export async function readVerdicts(env: Env, experienceId: string): Promise<StoredVerdicts | undefined> {
	return database(env).select().from(verdicts).where(eq(verdicts.experienceId, experienceId)).get();
}

/** What was found of a release's edits. */
export async function verdictsOf(env: Env, siteId: string, release: number): Promise<StoredVerdicts[]> {
	return database(env)
		.select()
		.from(verdicts)
		.where(and(eq(verdicts.siteId, siteId), eq(verdicts.release, release)));
}

/** All that was ever found of a site's edits, in whichever release. */
export async function allVerdicts(env: Env, siteId: string): Promise<StoredVerdicts[]> {
	return database(env).select().from(verdicts).where(eq(verdicts.siteId, siteId));
}

export async function saveVerdicts(env: Env, rows: readonly StoredVerdicts[]): Promise<void> {
	const db = database(env);
	const [first, ...rest] = rows.map((row) =>
		db.insert(verdicts).values(row).onConflictDoUpdate({ target: verdicts.experienceId, set: row }),
	);
	if (first) await db.batch([first, ...rest]);
}
