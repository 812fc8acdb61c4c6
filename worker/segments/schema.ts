import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ConditionJson } from '../../core/condition/types.ts';

export const segments = sqliteTable('segments', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	description: text('description').notNull().default(''),
	condition: text('condition', { mode: 'json' }).$type<ConditionJson>().notNull(),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});
