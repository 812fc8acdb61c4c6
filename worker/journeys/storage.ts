import { and, asc, eq } from 'drizzle-orm';
import type { Journey } from '../../core/journey/types.ts';
import { Refusal } from '../../core/refusal.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { isTaken } from '../unique.ts';
import { journeys, journeyVersions } from './schema.ts';

export type JourneyStatus = 'draft' | 'on' | 'off';

/** A journey in its newest version, and whether it lets people in. */
export interface StoredJourney {
	readonly journey: Journey;
	readonly status: JourneyStatus;
	/** ms since 1970. */
	readonly updatedAt: number;
}

const columns = { journey: journeyVersions.body, status: journeys.status, updatedAt: journeys.updatedAt };

const newest = and(eq(journeyVersions.journeyId, journeys.id), eq(journeyVersions.version, journeys.version));

/** All journeys in their newest versions, by name. */
export async function listJourneys(env: Env): Promise<StoredJourney[]> {
	const rows = database(env).select(columns).from(journeys).innerJoin(journeyVersions, newest);
	return rows.orderBy(asc(journeys.name), asc(journeys.id));
}

export async function journeyById(env: Env, id: string): Promise<StoredJourney | null> {
	const rows = database(env).select(columns).from(journeys).innerJoin(journeyVersions, newest);
	return (await rows.where(eq(journeys.id, id)).get()) ?? null;
}

/** Every version of every journey, because somebody may still be on their way through it, and whether the journey lets people in. */
export async function journeysForShards(env: Env): Promise<{ journey: Journey; on: boolean }[]> {
	const rows = await database(env)
		.select({ journey: journeyVersions.body, status: journeys.status })
		.from(journeyVersions)
		.innerJoin(journeys, eq(journeys.id, journeyVersions.journeyId));
	return rows.map(({ journey, status }) => ({ journey, on: status === 'on' }));
}

/** Keeps a new journey as a draft. Refuses an id that another one has. */
export async function insertJourney(env: Env, journey: Journey, now: number): Promise<void> {
	const db = database(env);
	const { id, name, version } = journey;
	const entry = { id, name, version, status: 'draft' as const, createdAt: now, updatedAt: now };
	try {
		await db.batch([
			db.insert(journeys).values(entry),
			db.insert(journeyVersions).values({ journeyId: id, version, body: journey, createdAt: now }),
		]);
	} catch (error) {
		if (!isTaken(error, 'journeys.id')) throw error;
		throw new Refusal('id-taken', 'There is a journey with this id.', { status: 409, path: 'id' });
	}
}

/** Keeps the next version of a journey; earlier ones stay for those who entered with them. */
export async function insertVersion(env: Env, journey: Journey, now: number): Promise<void> {
	const db = database(env);
	const { id, name, version } = journey;
	try {
		await db.batch([
			db.insert(journeyVersions).values({ journeyId: id, version, body: journey, createdAt: now }),
			db.update(journeys).set({ name, version, updatedAt: now }).where(eq(journeys.id, id)),
		]);
	} catch (error) {
		if (!isTaken(error, 'journey_versions.journey_id')) throw error;
		throw new Refusal('journey-changed', 'Somebody else saved this journey at the same moment.', {
			status: 409,
			hint: 'Load it again, and make your change there.',
		});
	}
}

export async function setStatus(env: Env, id: string, status: JourneyStatus, now: number): Promise<void> {
	await database(env).update(journeys).set({ status, updatedAt: now }).where(eq(journeys.id, id));
}

/** Deletes a journey with all its versions: who is still on their way exits. */
export async function deleteJourney(env: Env, id: string): Promise<void> {
	const db = database(env);
	await db.batch([
		db.delete(journeyVersions).where(eq(journeyVersions.journeyId, id)),
		db.delete(journeys).where(eq(journeys.id, id)),
	]);
}
