import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MoveKind } from './live-webhook.ts';

/** Endpoints of the owner's that are told who enters and leaves segments. */
export const webhooks = sqliteTable('webhooks', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	url: text('url').notNull(),
	/** By which the endpoint knows that we call, encrypted. */
	signingSecret: text('signing_secret').notNull(),
	/** Ids of segments; empty for all. */
	segments: text('segments', { mode: 'json' }).$type<readonly string[]>().notNull(),
	moves: text('moves', { mode: 'json' }).$type<readonly MoveKind[]>().notNull(),
	enabled: integer('enabled', { mode: 'boolean' }).notNull(),
	/** Calls that failed since the last one that did not. */
	failures: integer('failures').notNull().default(0),
	failingSince: integer('failing_since'),
	lastError: text('last_error'),
	lastAnswerAt: integer('last_answer_at'),
	/** Calls that failed for a day, and are not made any more. */
	givenUp: integer('given_up').notNull().default(0),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});
