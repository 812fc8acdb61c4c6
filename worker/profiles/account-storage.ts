import { desc, type SQL, sql } from 'drizzle-orm';
import { contains } from '../contains.ts';
import { type Cursor, printCursor } from '../cursor.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { accounts } from './schema.ts';

export type AccountRow = typeof accounts.$inferSelect;

const pageSize = 50;

/**
 * Accounts as written behind, whose members were seen last first; up to a second behind the truth.
 * @param search part of a name or an id; empty for all
 * @param cursor where the last page ended
 */
export async function findAccounts(
	env: Env,
	search: string,
	cursor: Cursor | null,
): Promise<{ rows: AccountRow[]; cursor: string | null }> {
	const conditions = [sql`${accounts.version} > 0`, ...searched(search.trim()), ...after(cursor)];
	const rows = await database(env)
		.select()
		.from(accounts)
		.where(sql.join(conditions, sql` and `))
		.orderBy(desc(accounts.lastSeenAt), desc(accounts.id))
		.limit(pageSize + 1);
	const page = rows.slice(0, pageSize);
	const last = page.at(-1);
	return {
		rows: page,
		cursor: rows.length > pageSize && last ? printCursor({ at: last.lastSeenAt, id: last.id }) : null,
	};
}

function searched(text: string): SQL[] {
	if (text === '') return [];
	return [sql`(${contains(accounts.name, text)} or ${contains(accounts.id, text)})`];
}

function after(cursor: Cursor | null): SQL[] {
	return cursor ? [sql`(${accounts.lastSeenAt}, ${accounts.id}) < (${cursor.at}, ${cursor.id})`] : [];
}
