import { asc, eq } from 'drizzle-orm';
import { Refusal } from '../../core/refusal.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { isTaken } from '../unique.ts';
import { messages } from './schema.ts';

/** A template, as it is stored. */
export type Message = typeof messages.$inferSelect;

/** All messages, by name. */
export async function listMessages(env: Env): Promise<Message[]> {
	return database(env).select().from(messages).orderBy(asc(messages.name), asc(messages.id));
}

/** What shards need to know of messages before they are due. */
export async function allMessages(env: Env): Promise<Pick<Message, 'id' | 'channel' | 'purpose'>[]> {
	const { id, channel, purpose } = messages;
	return database(env).select({ id, channel, purpose }).from(messages);
}

export async function messageById(env: Env, id: string): Promise<Message | null> {
	return (await database(env).select().from(messages).where(eq(messages.id, id)).get()) ?? null;
}

/** Keeps a new message. Refuses an id that another one has. */
export async function insertMessage(env: Env, message: Message): Promise<void> {
	try {
		await database(env).insert(messages).values(message);
	} catch (error) {
		if (!isTaken(error, 'messages.id')) throw error;
		throw new Refusal('id-taken', 'There is a message with this id.', { status: 409, path: 'id' });
	}
}

export async function updateMessage(env: Env, message: Message): Promise<void> {
	await database(env).update(messages).set(message).where(eq(messages.id, message.id));
}

export async function deleteMessage(env: Env, id: string): Promise<void> {
	await database(env).delete(messages).where(eq(messages.id, id));
}
