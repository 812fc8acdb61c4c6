import { and, desc, eq, lt, or } from 'drizzle-orm';
import { type Cursor, printCursor } from '../cursor.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { mailbox } from './schema.ts';

/** A mail as the local provider keeps it. */
export type MailRow = typeof mailbox.$inferSelect;

const PAGE = 50;

/** Mails of the local provider, newest first. */
export async function readMailbox(
	env: Env,
	cursor: Cursor | null,
): Promise<{ mails: MailRow[]; cursor: string | null }> {
	const older =
		cursor === null
			? undefined
			: or(lt(mailbox.at, cursor.at), and(eq(mailbox.at, cursor.at), lt(mailbox.id, cursor.id)));
	const rows = await database(env)
		.select()
		.from(mailbox)
		.where(older)
		.orderBy(desc(mailbox.at), desc(mailbox.id))
		.limit(PAGE + 1);
	const mails = rows.slice(0, PAGE);
	const last = mails.at(-1);
	return { mails, cursor: rows.length > PAGE && last ? printCursor(last) : null };
}

export async function mailById(env: Env, id: string): Promise<MailRow | null> {
	return (await database(env).select().from(mailbox).where(eq(mailbox.id, id)).get()) ?? null;
}

/** Throws all mails of the local provider away. */
export async function clearMailbox(env: Env): Promise<void> {
	await database(env).delete(mailbox);
}
