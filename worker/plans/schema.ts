import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Plan } from '../../core/plan/index.ts';

/** What sites' events should look like; a site without a row has no plan. */
export const plans = sqliteTable('plans', {
	siteId: text('site_id').primaryKey(),
	body: text('body', { mode: 'json' }).$type<Plan>().notNull(),
	/** Also the plan's version. */
	updatedAt: integer('updated_at').notNull(),
});
