import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Journey } from '../../core/journey/types.ts';

export const journeys = sqliteTable('journeys', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	status: text('status', { enum: ['draft', 'on', 'off'] }).notNull(),
	/** The newest version; an enrollment keeps the one that it entered with. */
	version: integer('version').notNull(),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});

export const journeyVersions = sqliteTable(
	'journey_versions',
	{
		journeyId: text('journey_id').notNull(),
		version: integer('version').notNull(),
		body: text('body', { mode: 'json' }).$type<Journey>().notNull(),
		createdAt: integer('created_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.journeyId, table.version] })],
);
