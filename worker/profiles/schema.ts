import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Who owns an identity. Minted anonymousIds need no row: they are addresses. */
export const identities = sqliteTable(
	'identities',
	{
		kind: text('kind').notNull(),
		value: text('value').notNull(),
		profileId: text('profile_id').notNull(),
		/** At a server's word; else a browser has claimed it, and a server that knows better may give it to another. */
		verified: integer('verified', { mode: 'boolean' }).notNull().default(false),
	},
	(table) => [
		primaryKey({ columns: [table.kind, table.value] }),
		index('identities_profile').on(table.profileId, table.kind),
	],
);

/** Kinds of identities that the workspace has set otherwise than they are by default, and its own ones. */
export const identityKinds = sqliteTable('identity_kinds', {
	kind: text('kind').primaryKey(),
	/** The trait that carries it; null for the two that events carry themselves. */
	trait: text('trait'),
	priority: integer('priority').notNull(),
	/** How many one profile may have. */
	max: integer('max').notNull(),
	joins: text('joins', { enum: ['always', 'verified', 'never'] }).notNull(),
});

/** Merges of profiles, begun, done and undone. Who is merged out of a profile is decided here, once. */
export const merges = sqliteTable(
	'merges',
	{
		id: text('id').primaryKey(),
		sourceId: text('source_id').notNull(),
		targetId: text('target_id').notNull(),
		state: text('state', { enum: ['begun', 'done', 'undoing', 'undone'] }).notNull(),
		causeKind: text('cause_kind').notNull(),
		causeValue: text('cause_value').notNull(),
		begunAt: integer('begun_at').notNull(),
		doneAt: integer('done_at'),
		undoneAt: integer('undone_at'),
		undoneBy: text('undone_by'),
		/** The source's identities when it left, `[kind, value]`. */
		identities: text('identities', { mode: 'json' }).$type<[kind: string, value: string][]>().notNull(),
	},
	(table) => [
		uniqueIndex('merges_source').on(table.sourceId).where(sql`state <> 'undone'`),
		index('merges_target').on(table.targetId),
	],
);

/** Merges that the guard refused, one row for two profiles. */
export const mergeRefusals = sqliteTable(
	'merge_refusals',
	{
		sourceId: text('source_id').notNull(),
		targetId: text('target_id').notNull(),
		reason: text('reason').notNull(),
		causeKind: text('cause_kind').notNull(),
		causeValue: text('cause_value').notNull(),
		firstAt: integer('first_at').notNull(),
		lastAt: integer('last_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.sourceId, table.targetId] }),
		index('merge_refusals_target').on(table.targetId, table.lastAt),
	],
);

/** Written behind by the shards for everyone who queries; the truth is in ProfileShard. */
export const profiles = sqliteTable(
	'profiles',
	{
		id: text('id').primaryKey(),
		userId: text('user_id'),
		email: text('email'),
		name: text('name'),
		traits: text('traits', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
		segments: text('segments', { mode: 'json' }).$type<string[]>().notNull(),
		events: integer('events').notNull(),
		device: text('device'),
		country: text('country'),
		firstSeenAt: integer('first_seen_at').notNull(),
		lastSeenAt: integer('last_seen_at').notNull(),
		/** The shard's version of the row: an older write never overwrites a newer one. */
		version: integer('version').notNull(),
	},
	(table) => [index('profiles_last_seen').on(table.lastSeenAt)],
);

/** Where each account is at home, and how it looks: written behind by that shard, which holds the truth. */
export const accounts = sqliteTable(
	'accounts',
	{
		/** The groupId by which it is named. */
		id: text('id').primaryKey(),
		/** The name of the shard; chosen once, so that it stays when there are more shards. */
		home: text('home').notNull(),
		name: text('name'),
		traits: text('traits', { mode: 'json' }).$type<Record<string, unknown>>().notNull().default({}),
		computed: text('computed', { mode: 'json' }).$type<Record<string, unknown>>().notNull().default({}),
		members: integer('members').notNull().default(0),
		isVerified: integer('is_verified', { mode: 'boolean' }).notNull().default(false),
		lastSeenAt: integer('last_seen_at').notNull().default(0),
		/** The shard's version of the row; 0 until it has written one. */
		version: integer('version').notNull().default(0),
	},
	(table) => [index('accounts_last_seen').on(table.lastSeenAt)],
);

/** Every shard that has ever been written to: whom to ask about many people, and whom to wake. */
export const shards = sqliteTable('shards', {
	name: text('name').primaryKey(),
	bornAt: integer('born_at').notNull(),
});
