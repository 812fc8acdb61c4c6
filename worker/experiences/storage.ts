import { and, desc, eq, sql } from 'drizzle-orm';
import type { BanditWeights } from '../../core/experience/index.ts';
import type { Experience, Holdout, Release } from '../../core/release/types.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { pointToRelease } from '../sites/index.ts';
import { isTaken } from '../unique.ts';
import { bandits, experiences, holdouts, releases } from './schema.ts';

/** A draft as the admin API shows it. `updatedAt` is an ISO instant, and the draft's version. */
export type StoredExperience = Experience & { readonly updatedAt: string };

export interface ReleaseSummary {
	readonly number: number;
	readonly publishedAt: string;
	/** The name of who published it. */
	readonly publishedBy: string;
	readonly experiences: number;
}

/** A site's drafts, those that decide first at the top. */
export async function listExperiences(env: Env, siteId: string): Promise<StoredExperience[]> {
	const rows = await database(env).select().from(experiences).where(eq(experiences.siteId, siteId));
	return rows.map(asStored).sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
}

export async function readExperience(env: Env, id: string): Promise<StoredExperience | null> {
	const row = await database(env).select().from(experiences).where(eq(experiences.id, id)).get();
	return row ? asStored(row) : null;
}

/** Keeps a new draft. False when the id is taken. */
export async function insertExperience(env: Env, body: Experience, nowMs: number): Promise<boolean> {
	const row = { id: body.id, siteId: body.siteId, body, createdAt: nowMs, updatedAt: nowMs };
	const inserted = await database(env).insert(experiences).values(row).onConflictDoNothing().returning();
	return inserted.length === 1;
}

/** Replaces the draft if it is still the one of `seenAtMs`; false when it was changed or deleted meanwhile. */
export async function updateExperience(env: Env, body: Experience, seenAtMs: number, nowMs: number): Promise<boolean> {
	// Two saves in one millisecond must be two versions.
	const updatedAt = Math.max(nowMs, seenAtMs + 1);
	const updated = await database(env)
		.update(experiences)
		.set({ body, updatedAt })
		.where(and(eq(experiences.id, body.id), eq(experiences.updatedAt, seenAtMs)))
		.returning({ id: experiences.id });
	return updated.length === 1;
}

/** False when there was none. */
export async function deleteExperience(env: Env, id: string): Promise<boolean> {
	const deleted = await database(env)
		.delete(experiences)
		.where(eq(experiences.id, id))
		.returning({ id: experiences.id });
	return deleted.length === 1;
}

export async function readRelease(env: Env, siteId: string, number: number): Promise<Release | null> {
	const row = await database(env)
		.select({ body: releases.body })
		.from(releases)
		.where(and(eq(releases.siteId, siteId), eq(releases.number, number)))
		.get();
	return row?.body ?? null;
}

/** Newest first. */
export async function listReleases(env: Env, siteId: string): Promise<ReleaseSummary[]> {
	const rows = await database(env)
		.select({
			number: releases.number,
			publishedAt: releases.publishedAt,
			publishedBy: releases.publishedBy,
			experiences: sql<number>`json_array_length(${releases.body}, '$.experiences')`,
		})
		.from(releases)
		.where(eq(releases.siteId, siteId))
		.orderBy(desc(releases.number));
	return rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt).toISOString() }));
}

/** The number that the next release of a site would have. */
export async function nextNumber(env: Env, siteId: string): Promise<number> {
	const newest = await database(env)
		.select({ number: releases.number })
		.from(releases)
		.where(eq(releases.siteId, siteId))
		.orderBy(desc(releases.number))
		.get();
	return (newest?.number ?? 0) + 1;
}

/** Keeps a release and makes it the live one, in one transaction. False when somebody else has published its number. */
export async function insertRelease(env: Env, release: Release, publishedBy: string): Promise<boolean> {
	const db = database(env);
	const { siteId, number } = release;
	const row = { siteId, number, body: release, publishedAt: Date.parse(release.publishedAt), publishedBy };
	try {
		await db.batch([db.insert(releases).values(row), pointToRelease(env, siteId, number)]);
		return true;
	} catch (error) {
		if (isTaken(error, 'releases.site_id')) return false;
		throw error;
	}
}

/** Makes a release that exists the live one. */
export async function activateRelease(env: Env, siteId: string, number: number): Promise<void> {
	await pointToRelease(env, siteId, number);
}

/** Null where nobody is held out. */
export async function readHoldout(env: Env, siteId: string): Promise<Holdout | null> {
	const row = await database(env).select().from(holdouts).where(eq(holdouts.siteId, siteId)).get();
	return row?.body ?? null;
}

export async function saveHoldout(env: Env, siteId: string, body: Holdout, updatedAt: number): Promise<void> {
	const row = { siteId, body, updatedAt };
	await database(env).insert(holdouts).values(row).onConflictDoUpdate({ target: holdouts.siteId, set: row });
}

/** What all bandits have learned. */
export async function listBanditWeights(env: Env): Promise<BanditWeights> {
	const rows = await database(env).select().from(bandits);
	return Object.fromEntries(rows.map(({ experienceId, weights }) => [experienceId, weights]));
}

export async function saveBanditWeights(
	env: Env,
	experienceId: string,
	weights: Readonly<Record<string, number>>,
	updatedAt: number,
): Promise<void> {
	const row = { experienceId, weights, updatedAt };
	await database(env).insert(bandits).values(row).onConflictDoUpdate({ target: bandits.experienceId, set: row });
}

function asStored(row: typeof experiences.$inferSelect): StoredExperience {
	return { ...row.body, id: row.id, siteId: row.siteId, updatedAt: new Date(row.updatedAt).toISOString() };
}
