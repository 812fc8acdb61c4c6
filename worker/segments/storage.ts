import { and, asc, eq, gte, lt } from 'drizzle-orm';
import { Refusal } from '../../core/refusal.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { isTaken } from '../unique.ts';
import { segmentSizes, segments } from './schema.ts';

/** A named condition, as it is stored. */
export type Segment = typeof segments.$inferSelect;

/** All segments, by name. */
export async function listSegments(env: Env): Promise<Segment[]> {
	return database(env).select().from(segments).orderBy(asc(segments.name), asc(segments.id));
}

/** What shards need to decide who is in which segment. */
export async function allSegments(env: Env): Promise<Omit<Segment, 'description' | 'updatedAt'>[]> {
	const { id, name, kind, takenAt, createdAt, condition } = segments;
	return database(env).select({ id, name, kind, takenAt, createdAt, condition }).from(segments);
}

export async function segmentById(env: Env, id: string): Promise<Segment | null> {
	return (await database(env).select().from(segments).where(eq(segments.id, id)).get()) ?? null;
}

/** Keeps a new segment. Refuses an id that another one has. */
export async function insertSegment(env: Env, segment: Segment): Promise<void> {
	try {
		await database(env).insert(segments).values(segment);
	} catch (error) {
		if (!isTaken(error, 'segments.id')) throw error;
		throw new Refusal('id-taken', 'There is a segment with this id.', { status: 409, path: 'id' });
	}
}

export async function updateSegment(env: Env, segment: Segment): Promise<void> {
	await database(env).update(segments).set(segment).where(eq(segments.id, segment.id));
}

export async function deleteSegment(env: Env, id: string): Promise<void> {
	const db = database(env);
	await db.batch([
		db.delete(segments).where(eq(segments.id, id)),
		db.delete(segmentSizes).where(eq(segmentSizes.segmentId, id)),
	]);
}

/** Notes how many people are in segments on a day, over what was noted of that day before. */
export async function saveSizes(
	env: Env,
	day: string,
	sizes: readonly { readonly segmentId: string; readonly members: number }[],
): Promise<void> {
	await env.DB.prepare(
		`INSERT INTO segment_sizes (segment_id, day, members)
		 SELECT value ->> 'segmentId', ?1, value ->> 'members' FROM json_each(?2) WHERE true
		 ON CONFLICT (segment_id, day) DO UPDATE SET members = excluded.members`,
	)
		.bind(day, JSON.stringify(sizes))
		.run();
}

/** Days with how many people were in the segment, oldest first; days on which nobody counted are not there. */
export async function sizesSince(
	env: Env,
	segmentId: string,
	day: string,
): Promise<{ day: string; members: number }[]> {
	return database(env)
		.select({ day: segmentSizes.day, members: segmentSizes.members })
		.from(segmentSizes)
		.where(and(eq(segmentSizes.segmentId, segmentId), gte(segmentSizes.day, day)))
		.orderBy(asc(segmentSizes.day));
}

export async function forgetSizesBefore(env: Env, day: string): Promise<void> {
	await database(env).delete(segmentSizes).where(lt(segmentSizes.day, day));
}
