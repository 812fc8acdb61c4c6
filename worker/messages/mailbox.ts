import { and, desc, eq, lt, or } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { mailbox } from './schema.ts';

/** A mail as the local provider keeps it. */
export type MailRow = typeof mailbox.$inferSelect;

const PAGE = 50;

/** Mails of the local provider, newest first. `cursor` is what the page before gave; anything else begins anew. */
export async function readMailbox(
	env: Env,
	cursor: string | undefined,
): Promise<{ mails: MailRow[]; cursor: string | null }> {
	const [, at, id = ''] = /^(\d{1,16})\.(.+)$/s.exec(cursor ?? '') ?? [];
	const moment = Number(at);
	const older =
		at === undefined ? undefined : or(lt(mailbox.at, moment), and(eq(mailbox.at, moment), lt(mailbox.id, id)));
	const rows = await database(env)
		.select()
		.from(mailbox)
		.where(older)
		.orderBy(desc(mailbox.at), desc(mailbox.id))
		.limit(PAGE + 1);
	const mails = rows.slice(0, PAGE);
	const last = mails.at(-1);
	return { mails, cursor: rows.length > PAGE && last ? `${last.at}.${last.id}` : null };
}

export async function mailById(env: Env, id: string): Promise<MailRow | null> {
	return (await database(env).select().from(mailbox).where(eq(mailbox.id, id)).get()) ?? null;
}

/** Throws all mails of the local provider away. */
export async function clearMailbox(env: Env): Promise<void> {
	await database(env).delete(mailbox);
}
