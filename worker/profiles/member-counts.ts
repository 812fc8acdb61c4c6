import { sql } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { profiles } from './schema.ts';

/** How many people are in each segment, by its id, from what the shards have written behind. Empty segments are left out. */
export async function memberCounts(env: Env): Promise<ReadonlyMap<string, number>> {
	const rows = await database(env).all<{ id: string; members: number }>(
		sql`select value as id, count(*) as members from ${profiles}, json_each(${profiles.segments}) group by value`,
	);
	return new Map(rows.map(({ id, members }) => [id, members]));
}
