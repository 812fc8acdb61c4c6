import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Catalog } from '../../core/recommend/index.ts';

/** The products that can be recommended, as they were counted last: one row. */
export const catalogs = sqliteTable('catalogs', {
	id: text('id').primaryKey(),
	body: text('body', { mode: 'json' }).$type<Catalog>().notNull(),
	learnedAt: integer('learned_at').notNull(),
});
