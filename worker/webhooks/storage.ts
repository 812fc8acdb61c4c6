import { asc, eq } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import type { LiveWebhook } from './live-webhook.ts';
import { webhooks } from './schema.ts';

export type WebhookRow = typeof webhooks.$inferSelect;

export async function enabledWebhooks(env: Env): Promise<LiveWebhook[]> {
	const { id, segments, moves, enabled } = webhooks;
	return database(env).select({ id, segments, moves }).from(webhooks).where(eq(enabled, true));
}

export async function listWebhooks(env: Env): Promise<WebhookRow[]> {
	return database(env).select().from(webhooks).orderBy(asc(webhooks.name), asc(webhooks.id));
}

export async function webhookById(env: Env, id: string): Promise<WebhookRow | null> {
	return (await database(env).select().from(webhooks).where(eq(webhooks.id, id)).get()) ?? null;
}

export async function insertWebhook(env: Env, row: typeof webhooks.$inferInsert): Promise<WebhookRow> {
	return database(env).insert(webhooks).values(row).returning().get();
}

/** Changes one; what is said of how it does begins anew with another address. Null when it is gone. */
export async function changeWebhook(env: Env, id: string, change: Partial<WebhookRow>): Promise<WebhookRow | null> {
	const set = { ...change, updatedAt: Date.now() };
	return (await database(env).update(webhooks).set(set).where(eq(webhooks.id, id)).returning().get()) ?? null;
}

export async function deleteWebhook(env: Env, id: string): Promise<void> {
	await database(env).delete(webhooks).where(eq(webhooks.id, id));
}
