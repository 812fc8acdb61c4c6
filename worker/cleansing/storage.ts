import { eq } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { snapshot } from '../snapshot.ts';
import { defaultRules, type Rule } from './cleanse.ts';
import { cleansing } from './schema.ts';

const only = 1;
const held = snapshot(readRules);

/** The rules, from memory, at most a second old. */
export function cleansingRules(env: Env): Promise<readonly Rule[]> {
	return held.get(env);
}

/** The rules as they are stored now. */
export async function readRules(env: Env): Promise<readonly Rule[]> {
	const row = await database(env).select().from(cleansing).where(eq(cleansing.id, only)).get();
	return row?.rules ?? defaultRules;
}

export async function writeRules(env: Env, rules: readonly Rule[]): Promise<void> {
	const row = { id: only, rules, updatedAt: Date.now() };
	await database(env).insert(cleansing).values(row).onConflictDoUpdate({ target: cleansing.id, set: row });
	forgetCleansing();
}

/** Forget the rules that this isolate holds. Other isolates see changes within a second of traffic. */
export function forgetCleansing(): void {
	held.invalidate();
}
