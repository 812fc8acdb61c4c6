import type { Catalog } from '../../core/recommend/index.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { catalogs } from './schema.ts';

/** All sites of a workspace share their people, and so their products. */
const id = 'products';

/** The products that can be recommended, and when they were counted, ms; null before that. */
export async function readCatalog(env: Env): Promise<{ readonly catalog: Catalog; readonly learnedAt: number } | null> {
	const row = await database(env).select().from(catalogs).get();
	return row ? { catalog: row.body, learnedAt: row.learnedAt } : null;
}

export async function saveCatalog(env: Env, body: Catalog, learnedAt: number): Promise<void> {
	const row = { id, body, learnedAt };
	await database(env).insert(catalogs).values(row).onConflictDoUpdate({ target: catalogs.id, set: row });
}
