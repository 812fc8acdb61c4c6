import { asc, eq } from 'drizzle-orm';
import { Refusal } from '../../core/refusal.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { isTaken } from '../unique.ts';
import { segments } from './schema.ts';

/** A named condition, as it is stored. */
export type Segment = typeof segments.$inferSelect;

/** All segments, by name. */
export async function listSegments(env: Env): Promise<Segment[]> {
	return database(env).select().from(segments).orderBy(asc(segments.name), asc(segments.id));
}

/** What shards need to decide who is in which segment. */
export async function allSegments(env: Env): Promise<Pick<Segment, 'id' | 'name' | 'condition' | 'updatedAt'>[]> {
	const { id, name, condition, updatedAt } = segments;
	return database(env).select({ id, name, condition, updatedAt }).from(segments);
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
	await database(env).delete(segments).where(eq(segments.id, id));
}
