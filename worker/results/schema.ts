import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Goal } from '../../core/goal/index.ts';
import type { Counted, Judging } from '../../core/judge/index.ts';

/** Metrics, of the whole workspace. */
export const goals = sqliteTable('goals', {
	id: text('id').primaryKey(),
	body: text('body', { mode: 'json' }).$type<Goal>().notNull(),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** How an experience is judged; none where nobody has said so. */
export const judgings = sqliteTable('judgings', {
	experienceId: text('experience_id').primaryKey(),
	body: text('body', { mode: 'json' }).$type<Judging>().notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** What was counted last, so that not every look asks all shards. */
export const counts = sqliteTable(
	'counts',
	{
		experienceId: text('experience_id').notNull(),
		breakdown: text('breakdown').notNull(),
		/** What was asked; another question needs another count. */
		question: text('question').notNull(),
		body: text('body', { mode: 'json' }).$type<Counted>().notNull(),
		countedAt: integer('counted_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.experienceId, table.breakdown] })],
);
