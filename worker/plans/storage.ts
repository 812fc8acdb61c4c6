import { and, eq } from 'drizzle-orm';
import { type CompiledPlan, compilePlan, type Plan } from '../../core/plan/index.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { snapshot } from '../snapshot.ts';
import { plans } from './schema.ts';

/** A plan with its version, ms. */
export interface StoredPlan {
	readonly plan: Plan;
	readonly updatedAt: number;
}

const compiled = snapshot(async (env) => {
	const rows = await database(env).select().from(plans);
	return new Map(rows.flatMap(({ siteId, body }) => compileRow(siteId, body)));
});

/** A plan is checked when it is saved; one that an update of ours no longer takes must not stop events. */
function compileRow(siteId: string, body: unknown): [string, CompiledPlan][] {
	try {
		return [[siteId, compilePlan(body)]];
	} catch (error) {
		console.error('tracking plan does not compile', siteId, error);
		return [];
	}
}

/** The site's plan, compiled; null when it has none. From memory, at most a second old. */
export async function planFor(env: Env, siteId: string): Promise<CompiledPlan | null> {
	return (await compiled.get(env)).get(siteId) ?? null;
}

/** Forget the plans that this isolate holds: whoever changes one calls it. Other isolates see it within a second of traffic. */
export function forgetPlans(): void {
	compiled.invalidate();
}

/** The plan as stored now; null when the site has none. */
export async function readPlan(env: Env, siteId: string): Promise<StoredPlan | null> {
	const row = await database(env).select().from(plans).where(eq(plans.siteId, siteId)).get();
	return row ? { plan: row.body, updatedAt: row.updatedAt } : null;
}

/**
 * Keeps a plan if what is there is still the one of `seenAtMs` (null: none). Answers its version; null when somebody else
 * has changed it meanwhile.
 */
export async function replacePlan(
	env: Env,
	siteId: string,
	plan: Plan,
	seenAtMs: number | null,
	nowMs: number,
): Promise<number | null> {
	// Two saves in one millisecond must be two versions.
	const updatedAt = Math.max(nowMs, (seenAtMs ?? 0) + 1);
	const row = { siteId, body: plan, updatedAt };
	const db = database(env);
	const written =
		seenAtMs === null
			? await db.insert(plans).values(row).onConflictDoNothing().returning({ siteId: plans.siteId })
			: await db
					.update(plans)
					.set(row)
					.where(and(eq(plans.siteId, siteId), eq(plans.updatedAt, seenAtMs)))
					.returning({ siteId: plans.siteId });
	forgetPlans();
	return written.length === 1 ? updatedAt : null;
}

/** False when the site has no plan. */
export async function deletePlan(env: Env, siteId: string): Promise<boolean> {
	const deleted = await database(env).delete(plans).where(eq(plans.siteId, siteId)).returning({ siteId: plans.siteId });
	forgetPlans();
	return deleted.length === 1;
}
