import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { computedScopes } from '../profiles/compute-traits.ts';

export const computedTraits = sqliteTable('computed_traits', {
	/** What conditions and templates read: `computed.<id>`. */
	id: text('id').primaryKey(),
	/** Whose: each person's, or an account's, of all its members' events. */
	scope: text('scope', { enum: computedScopes }).notNull().default('person'),
	name: text('name').notNull(),
	description: text('description').notNull().default(''),
	/** What events amount to, as `compileAmount` (core/condition) takes it. */
	amount: text('amount', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});
