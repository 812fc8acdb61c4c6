import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Templates; subject, html and text are Liquid. */
export const messages = sqliteTable('messages', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	channel: text('channel', { enum: ['email'] }).notNull(),
	/** Marketing asks for consent and is not resent when the outcome is unknown; transactional is. */
	purpose: text('purpose', { enum: ['marketing', 'transactional'] }).notNull(),
	from: text('from').notNull(),
	subject: text('subject').notNull(),
	html: text('html').notNull(),
	text: text('text').notNull(),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** The local e-mail provider: what it "sent". The delivery's id is the key, so a repeat changes nothing. */
export const mailbox = sqliteTable(
	'mailbox',
	{
		id: text('id').primaryKey(),
		to: text('to').notNull(),
		from: text('from').notNull(),
		subject: text('subject').notNull(),
		html: text('html').notNull(),
		text: text('text').notNull(),
		headers: text('headers', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		profileId: text('profile_id').notNull(),
		messageId: text('message_id').notNull(),
		at: integer('at').notNull(),
	},
	(table) => [index('mailbox_at').on(table.at)],
);

/** One row a channel: which provider sends, and its settings. */
export const providers = sqliteTable('providers', {
	channel: text('channel').primaryKey(),
	settings: text('settings', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** Written behind by the shards: what was delivered to whom, and what came of it. */
export const deliveries = sqliteTable(
	'deliveries',
	{
		id: text('id').primaryKey(),
		profileId: text('profile_id').notNull(),
		messageId: text('message_id').notNull(),
		journeyId: text('journey_id').notNull(),
		channel: text('channel').notNull(),
		state: text('state', { enum: ['due', 'queued', 'claimed', 'sent', 'failed', 'refused'] }).notNull(),
		reason: text('reason'),
		attempts: integer('attempts').notNull(),
		createdAt: integer('created_at').notNull(),
		updatedAt: integer('updated_at').notNull(),
	},
	(table) => [index('deliveries_updated').on(table.updatedAt)],
);
