import { asc, eq } from 'drizzle-orm';
import { Refusal } from '../../core/refusal.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { isTaken } from '../unique.ts';
import { computedTraits } from './schema.ts';

/** A value that is worked out from everyone's events, as it is stored. */
export type ComputedTrait = typeof computedTraits.$inferSelect;

/** All of them, by name. */
export async function listComputedTraits(env: Env): Promise<ComputedTrait[]> {
	return database(env).select().from(computedTraits).orderBy(asc(computedTraits.name), asc(computedTraits.id));
}

export async function computedTraitById(env: Env, id: string): Promise<ComputedTrait | null> {
	return (await database(env).select().from(computedTraits).where(eq(computedTraits.id, id)).get()) ?? null;
}

/** Keeps a new one. Refuses an id that another one has. */
export async function insertComputedTrait(env: Env, trait: ComputedTrait): Promise<void> {
	try {
		await database(env).insert(computedTraits).values(trait);
	} catch (error) {
		if (!isTaken(error, 'computed_traits.id')) throw error;
		throw new Refusal('id-taken', 'There is a computed trait with this id.', { status: 409, path: 'id' });
	}
}

export async function updateComputedTrait(env: Env, trait: ComputedTrait): Promise<void> {
	await database(env).update(computedTraits).set(trait).where(eq(computedTraits.id, trait.id));
}

export async function deleteComputedTrait(env: Env, id: string): Promise<void> {
	await database(env).delete(computedTraits).where(eq(computedTraits.id, id));
}
