import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Who owns an identity. Minted anonymousIds need no row: they are addresses. */
export const identities = sqliteTable(
	'identities',
	{
		kind: text('kind').notNull(),
		value: text('value').notNull(),
		profileId: text('profile_id').notNull(),
	},
	(table) => [primaryKey({ columns: [table.kind, table.value] })],
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

/** Every shard that has ever been written to: whom to ask about many people, and whom to wake. */
export const shards = sqliteTable('shards', {
	name: text('name').primaryKey(),
	bornAt: integer('born_at').notNull(),
});
