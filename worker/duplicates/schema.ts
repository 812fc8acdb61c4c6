import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Level } from './judge.ts';

/** By what people may turn out to be one, written behind with their profiles. Who has the same key is compared. */
export const duplicateKeys = sqliteTable(
	'duplicate_keys',
	{
		profileId: text('profile_id').notNull(),
		key: text('key').notNull(),
		/** Somebody answers for it. */
		vouched: integer('vouched', { mode: 'boolean' }).notNull(),
		/** Whoever has the same key has been looked for. */
		checked: integer('checked', { mode: 'boolean' }).notNull().default(false),
	},
	(table) => [
		primaryKey({ columns: [table.profileId, table.key] }),
		index('duplicate_keys_key').on(table.key),
		index('duplicate_keys_unchecked').on(table.key, table.profileId).where(sql`checked = 0`),
	],
);

/** Two people who probably are one, and what was decided about them. A dismissal is kept for ever. */
export const duplicates = sqliteTable(
	'duplicates',
	{
		id: text('id').primaryKey(),
		/** The lesser of the two ids. */
		oneId: text('one_id').notNull(),
		otherId: text('other_id').notNull(),
		state: text('state', { enum: ['pending', 'merged', 'dismissed'] }).notNull(),
		/** As of when it was found: 0 to 100. */
		score: integer('score').notNull(),
		level: text('level').$type<Level>().notNull(),
		foundAt: integer('found_at').notNull(),
		decidedAt: integer('decided_at'),
		decidedBy: text('decided_by'),
	},
	(table) => [
		uniqueIndex('duplicates_pair').on(table.oneId, table.otherId),
		index('duplicates_other').on(table.otherId),
		index('duplicates_state').on(table.state, table.score),
	],
);
