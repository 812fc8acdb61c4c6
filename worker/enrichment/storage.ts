import { asc, eq, isNotNull } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { enrichmentCache, enrichmentStandings, enrichments } from './schema.ts';
import type { Enrichment } from './types.ts';

export type EnrichmentRow = typeof enrichments.$inferSelect;
export type StandingRow = typeof enrichmentStandings.$inferSelect;

/** Those that are turned on, as shards need to know them: without secrets. */
export async function enabledEnrichments(env: Env): Promise<Enrichment[]> {
	const rows = await database(env).select().from(enrichments).where(isNotNull(enrichments.enabledAt));
	return rows.map(({ headers: _, signingSecret: __, headerNames: ___, enabledAt, ...row }) => ({
		...row,
		enabledAt: enabledAt ?? 0,
	}));
}

export async function listEnrichments(env: Env): Promise<EnrichmentRow[]> {
	return database(env).select().from(enrichments).orderBy(asc(enrichments.name), asc(enrichments.id));
}

export async function enrichmentById(env: Env, id: string): Promise<EnrichmentRow | null> {
	return (await database(env).select().from(enrichments).where(eq(enrichments.id, id)).get()) ?? null;
}

export async function saveEnrichment(env: Env, row: EnrichmentRow): Promise<void> {
	await database(env).insert(enrichments).values(row).onConflictDoUpdate({ target: enrichments.id, set: row });
}

export async function deleteEnrichment(env: Env, id: string): Promise<void> {
	const db = database(env);
	await db.batch([
		db.delete(enrichments).where(eq(enrichments.id, id)),
		db.delete(enrichmentStandings).where(eq(enrichmentStandings.enrichmentId, id)),
		db.delete(enrichmentCache).where(eq(enrichmentCache.enrichmentId, id)),
	]);
}

export async function standings(env: Env): Promise<Map<string, StandingRow>> {
	const rows = await database(env).select().from(enrichmentStandings);
	return new Map(rows.map((row) => [row.enrichmentId, row]));
}
