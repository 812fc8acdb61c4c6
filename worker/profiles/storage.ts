import { desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { contains } from '../contains.ts';
import { type Cursor, printCursor } from '../cursor.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { forgetKinds } from './held-kinds.ts';
import { identityKinds, profiles } from './schema.ts';
import { searchTraits } from './search-traits.ts';

export type ProfileRow = typeof profiles.$inferSelect;

export interface ProfileQuery {
	/** Part of a name, an e-mail, a userId or a trait (`plan:pro` for one of them), or an id. */
	readonly search: string | null;
	/** Profiles that the search finds by an identity of theirs. */
	readonly named: readonly string[];
	/** Id of a segment that the profiles are in. */
	readonly segment: string | null;
	/** Where the last page ended. */
	readonly cursor: Cursor | null;
}

const pageSize = 50;

/** Profiles as written behind, who was seen last first; up to a second behind the truth. */
export async function findProfiles(
	env: Env,
	query: ProfileQuery,
): Promise<{ rows: ProfileRow[]; cursor: string | null }> {
	const conditions = [searched(query.search, query.named), inSegment(query.segment), after(query.cursor)].filter(
		(one) => one !== null,
	);
	const where = conditions.length === 0 ? undefined : sql.join(conditions, sql` and `);
	const rows = await database(env)
		.select()
		.from(profiles)
		.where(where)
		.orderBy(desc(profiles.lastSeenAt), desc(profiles.id))
		.limit(pageSize + 1);
	const page = rows.slice(0, pageSize);
	const last = page.at(-1);
	return {
		rows: page,
		cursor: rows.length > pageSize && last ? printCursor({ at: last.lastSeenAt, id: last.id }) : null,
	};
}

/** The traits of those who were seen last, and where they are: `DE`, null when nobody knows. */
export async function lastSeenTraits(
	env: Env,
	limit: number,
): Promise<{ id: string; traits: Record<string, unknown>; country: string | null }[]> {
	const { id, traits, country } = profiles;
	return database(env).select({ id, traits, country }).from(profiles).orderBy(desc(profiles.lastSeenAt)).limit(limit);
}

export async function profilesById(env: Env, ids: readonly string[]): Promise<ProfileRow[]> {
	const wanted = sql`${profiles.id} in (select value from json_each(${JSON.stringify(ids)}))`;
	return database(env).select().from(profiles).where(wanted).orderBy(desc(profiles.lastSeenAt));
}

function searched(search: string | null, named: readonly string[]): SQL | null {
	if (search === null || search.trim() === '') return null;
	const text = search.trim();
	const columns = [profiles.name, profiles.email, profiles.userId];
	const found = [eq(profiles.id, text), inArray(profiles.id, [...named]), ...columns.map((one) => contains(one, text))];
	return sql`(${or(...found, searchTraits(sql`${profiles.traits}`, text))})`;
}

function inSegment(segment: string | null): SQL | null {
	if (segment === null || segment === '') return null;
	return sql`exists (select 1 from json_each(${profiles.segments}) where value = ${segment})`;
}

function after(cursor: Cursor | null): SQL | null {
	return cursor && sql`(${profiles.lastSeenAt}, ${profiles.id}) < (${cursor.at}, ${cursor.id})`;
}

/** Sets a kind of identity. */
export async function saveKind(env: Env, kind: typeof identityKinds.$inferInsert): Promise<void> {
	await database(env).insert(identityKinds).values(kind).onConflictDoUpdate({ target: identityKinds.kind, set: kind });
	forgetKinds();
}

/** One of the workspace's own kinds goes; one that is built in is again as it is by default. */
export async function deleteKind(env: Env, kind: string): Promise<void> {
	await database(env).delete(identityKinds).where(eq(identityKinds.kind, kind));
	forgetKinds();
}
