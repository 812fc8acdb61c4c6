import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Rule } from './cleanse.ts';

/** The workspace's rules, in one row; without it the default ones hold. */
export const cleansing = sqliteTable('cleansing', {
	id: integer('id').primaryKey(),
	rules: text('rules', { mode: 'json' }).$type<readonly Rule[]>().notNull(),
	updatedAt: integer('updated_at').notNull(),
});
