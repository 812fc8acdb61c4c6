import { and, eq } from 'drizzle-orm';
import type { Goal } from '../../core/goal/index.ts';
import type { Judging } from '../../core/judge/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { isTaken } from '../unique.ts';
import { counts, goals, judgings } from './schema.ts';

/** A goal as the admin API shows it. `updatedAt` is an ISO instant. */
export type StoredGoal = Goal & { readonly updatedAt: string };
export type StoredCount = typeof counts.$inferSelect;

/** All goals, by name. */
export async function listGoals(env: Env): Promise<StoredGoal[]> {
	const rows = await database(env).select().from(goals);
	return rows.map(asStored).sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

export async function goalById(env: Env, id: string): Promise<StoredGoal | null> {
	const row = await database(env).select().from(goals).where(eq(goals.id, id)).get();
	return row ? asStored(row) : null;
}

/** Keeps a new goal. Refuses an id that another one has. */
export async function insertGoal(env: Env, goal: Goal, nowMs: number): Promise<void> {
	try {
		await database(env).insert(goals).values({ id: goal.id, body: goal, createdAt: nowMs, updatedAt: nowMs });
	} catch (error) {
		if (!isTaken(error, 'goals.id')) throw error;
		throw new Refusal('id-taken', 'There is a goal with this id.', { status: 409, path: 'id' });
	}
}

export async function updateGoal(env: Env, goal: Goal, nowMs: number): Promise<void> {
	await database(env).update(goals).set({ body: goal, updatedAt: nowMs }).where(eq(goals.id, goal.id));
}

export async function deleteGoal(env: Env, id: string): Promise<void> {
	await database(env).delete(goals).where(eq(goals.id, id));
}

/** What was said of how an experience is judged; null when nothing was. */
export async function readJudging(env: Env, experienceId: string): Promise<Judging | null> {
	const row = await database(env).select().from(judgings).where(eq(judgings.experienceId, experienceId)).get();
	return row?.body ?? null;
}

export async function saveJudging(env: Env, experienceId: string, body: Judging, updatedAt: number): Promise<void> {
	await database(env)
		.insert(judgings)
		.values({ experienceId, body, updatedAt })
		.onConflictDoUpdate({ target: judgings.experienceId, set: { body, updatedAt } });
}

/** Ids of experiences that a goal is attached to. */
export async function experiencesJudgedBy(env: Env, goalId: string): Promise<string[]> {
	const rows = await database(env).select().from(judgings);
	return rows
		.filter(({ body }) => body.goals.some((one) => one.goalId === goalId))
		.map(({ experienceId }) => experienceId);
}

/** What was counted last; null when nothing was. */
export async function readCount(env: Env, experienceId: string, breakdown: string): Promise<StoredCount | null> {
	const one = and(eq(counts.experienceId, experienceId), eq(counts.breakdown, breakdown));
	return (await database(env).select().from(counts).where(one).get()) ?? null;
}

/** Keeps a count, over the one before. */
export async function saveCount(env: Env, count: StoredCount): Promise<void> {
	const { question, body, countedAt } = count;
	await database(env)
		.insert(counts)
		.values(count)
		.onConflictDoUpdate({ target: [counts.experienceId, counts.breakdown], set: { question, body, countedAt } });
}

/** Forgets all that is said and counted of an experience that is no more. */
export async function forgetExperience(env: Env, experienceId: string): Promise<void> {
	const db = database(env);
	await db.batch([
		db.delete(judgings).where(eq(judgings.experienceId, experienceId)),
		db.delete(counts).where(eq(counts.experienceId, experienceId)),
	]);
}

function asStored({ id, body, updatedAt }: typeof goals.$inferSelect): StoredGoal {
	return { ...body, id, updatedAt: new Date(updatedAt).toISOString() };
}
