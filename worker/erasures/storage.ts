import { and, desc, eq, lt } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { erasures } from './schema.ts';

export type ErasureRow = typeof erasures.$inferSelect;

const pageSize = 50;

/** Writes requests down, all of them or none. */
export async function insertErasures(env: Env, rows: readonly (typeof erasures.$inferInsert)[]): Promise<void> {
	await database(env)
		.insert(erasures)
		.values([...rows]);
}

/** The request that is under way for a person; null when there is none. */
export async function erasureUnderWay(env: Env, profileId: string): Promise<ErasureRow | null> {
	const mine = and(eq(erasures.profileId, profileId), eq(erasures.state, 'underway'));
	return (await database(env).select().from(erasures).where(mine).get()) ?? null;
}

export async function allUnderWay(env: Env): Promise<ErasureRow[]> {
	return database(env).select().from(erasures).where(eq(erasures.state, 'underway'));
}

/** Requests, the newest first. @param before where the last page ended, ms. */
export async function listErasures(env: Env, before: number): Promise<{ rows: ErasureRow[]; cursor: number | null }> {
	const rows = await database(env)
		.select()
		.from(erasures)
		.where(lt(erasures.requestedAt, before))
		.orderBy(desc(erasures.requestedAt))
		.limit(pageSize + 1);
	const page = rows.slice(0, pageSize);
	return { rows: page, cursor: rows.length > pageSize ? (page.at(-1)?.requestedAt ?? null) : null };
}
