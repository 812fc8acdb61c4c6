import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the workspace keeps, in days; null keeps it for ever. There is one row at most, with the id `workspace`. */
export const retention = sqliteTable('retention', {
	id: text('id').primaryKey(),
	/** Events, by when they happened. */
	eventDays: integer('event_days'),
	/** People who are not known by name, since they were last seen. */
	idleDays: integer('idle_days'),
	/** Objects of the archive, by the hour of receipt. */
	archiveDays: integer('archive_days'),
	updatedAt: integer('updated_at').notNull(),
});
