import { database } from '../database.ts';
import type { Env } from '../env.ts';
import type { Retention } from '../profiles/retain.ts';
import { retention } from './schema.ts';

export interface WorkspaceRetention extends Retention {
	readonly archiveDays: number | null;
}

/** What is kept; everything, where nobody has said anything. */
export async function readRetention(env: Env): Promise<WorkspaceRetention> {
	const row = await database(env).select().from(retention).get();
	const { eventDays = null, idleDays = null, archiveDays = null } = row ?? {};
	return { eventDays, idleDays, archiveDays };
}

export async function saveRetention(env: Env, kept: WorkspaceRetention): Promise<void> {
	const set = { ...kept, updatedAt: Date.now() };
	await database(env)
		.insert(retention)
		.values({ id: 'workspace', ...set })
		.onConflictDoUpdate({ target: retention.id, set });
}
