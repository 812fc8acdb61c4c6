import { and, eq, sql } from 'drizzle-orm';
import { type Cursor, printCursor } from '../cursor.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import type { Level } from './judge.ts';
import { duplicateKeys, duplicates } from './schema.ts';

export type DuplicateRow = typeof duplicates.$inferSelect;
export type DuplicateState = DuplicateRow['state'];

export const pageSize = 50;

export interface DuplicateQuery {
	readonly state: DuplicateState;
	readonly level: Level | null;
	/** Where the last page ended. */
	readonly cursor: Cursor | null;
}

/** Proposals, the surest first. */
export async function findProposals(
	env: Env,
	{ state, level, cursor }: DuplicateQuery,
): Promise<{ rows: DuplicateRow[]; cursor: string | null }> {
	const rows = await database(env)
		.select()
		.from(duplicates)
		.where(
			and(
				eq(duplicates.state, state),
				level === null ? undefined : eq(duplicates.level, level),
				cursor ? sql`(-${duplicates.score}, ${duplicates.id}) > (${-cursor.at}, ${cursor.id})` : undefined,
			),
		)
		.orderBy(sql`-${duplicates.score}`, duplicates.id)
		.limit(pageSize + 1);
	const page = rows.slice(0, pageSize);
	const last = page.at(-1);
	return { rows: page, cursor: rows.length > pageSize && last ? printCursor({ at: last.score, id: last.id }) : null };
}

export async function proposalById(env: Env, id: string): Promise<DuplicateRow | null> {
	return (await database(env).select().from(duplicates).where(eq(duplicates.id, id)).get()) ?? null;
}

/** How many wait for a decision, by level, and keys of people who have yet to be compared. */
export async function countProposals(env: Env): Promise<Record<Level | 'unchecked', number>> {
	const db = database(env);
	const [byLevel, [unchecked]] = await Promise.all([
		db
			.select({ level: duplicates.level, count: sql<number>`count(*)` })
			.from(duplicates)
			.where(eq(duplicates.state, 'pending'))
			.groupBy(duplicates.level),
		db.select({ count: sql<number>`count(*)` }).from(duplicateKeys).where(sql`checked = 0`),
	]);
	const of = (level: Level) => byLevel.find((row) => row.level === level)?.count ?? 0;
	return { certain: of('certain'), likely: of('likely'), possible: of('possible'), unchecked: unchecked?.count ?? 0 };
}

/** Notes what was decided; only of those in the state that it was decided in. Returns whether it was. */
export async function decide(
	env: Env,
	id: string,
	from: DuplicateState,
	to: DuplicateState,
	{ by, now }: { readonly by: string; readonly now: number },
): Promise<boolean> {
	const set = { state: to, decidedAt: to === 'pending' ? null : now, decidedBy: to === 'pending' ? null : by };
	const where = and(eq(duplicates.id, id), eq(duplicates.state, from));
	return (await database(env).update(duplicates).set(set).where(where).returning({ id: duplicates.id })).length > 0;
}

/** Proposals for which nothing speaks any more. */
export async function dropProposals(env: Env, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	const listed = sql`${duplicates.id} in (select value from json_each(${JSON.stringify(ids)}))`;
	await database(env)
		.delete(duplicates)
		.where(and(eq(duplicates.state, 'pending'), listed));
}
