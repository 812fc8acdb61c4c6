import { eq } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { sites } from './schema.ts';

/** The statement that makes a release a site's live one, to be run by itself or with others in a batch. */
export function pointToRelease(env: Env, siteId: string, number: number) {
	return database(env).update(sites).set({ release: number, updatedAt: Date.now() }).where(eq(sites.id, siteId));
}
