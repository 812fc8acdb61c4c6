import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ConditionJson } from '../../core/condition/types.ts';
import type { Mapped, Sends } from './types.ts';

/** Endpoints of the owner's that know more of people. */
export const enrichments = sqliteTable('enrichments', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	url: text('url').notNull(),
	/** `[name, value]` of each secret header, encrypted. */
	headers: text('headers').notNull(),
	headerNames: text('header_names', { mode: 'json' }).$type<readonly string[]>().notNull(),
	/** By which the endpoint knows that we call, encrypted. */
	signingSecret: text('signing_secret').notNull(),
	condition: text('condition', { mode: 'json' }).$type<ConditionJson>().notNull(),
	sends: text('sends', { mode: 'json' }).$type<Sends>().notNull(),
	mapping: text('mapping', { mode: 'json' }).$type<readonly Mapped[]>().notNull(),
	cacheSeconds: integer('cache_seconds').notNull(),
	timeoutMs: integer('timeout_ms').notNull(),
	callsPerMinute: integer('calls_per_minute').notNull(),
	/** When it was turned on; null while it is off. */
	enabledAt: integer('enabled_at'),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** How an endpoint does, and how often it was called in the minute that is running: one row for all shards. */
export const enrichmentStandings = sqliteTable('enrichment_standings', {
	enrichmentId: text('enrichment_id').primaryKey(),
	/** Calls that failed since the last one that did not. */
	failures: integer('failures').notNull(),
	failingSince: integer('failing_since'),
	/** Until when nobody calls. */
	nextTryAt: integer('next_try_at'),
	lastError: text('last_error'),
	lastAnswerAt: integer('last_answer_at'),
	/** What of the last answers did not fit the mapping. */
	problem: text('problem'),
	minute: integer('minute').notNull(),
	calls: integer('calls').notNull(),
	/** Calls that the last reservation may make. */
	granted: integer('granted').notNull(),
});

/** What endpoints have answered, by what they were asked; for everyone of whom the same is known. */
export const enrichmentCache = sqliteTable(
	'enrichment_cache',
	{
		enrichmentId: text('enrichment_id').notNull(),
		/** A keyed hash of what was asked: it tells nobody. */
		input: text('input').notNull(),
		/** The traits that the answer became. */
		traits: text('traits', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
		/** For whom it was asked: erased with them. */
		profileId: text('profile_id').notNull(),
		expiresAt: integer('expires_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.enrichmentId, table.input] }),
		index('enrichment_cache_expires').on(table.expiresAt),
		index('enrichment_cache_profile').on(table.profileId),
	],
);
