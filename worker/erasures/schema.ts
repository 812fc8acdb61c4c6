import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ErasureReport } from '../profiles/erase-person.ts';

/** Requests to erase somebody. What is over is a receipt, which says nothing of the person. */
export const erasures = sqliteTable(
	'erasures',
	{
		id: text('id').primaryKey(),
		/** Null once it is done. */
		profileId: text('profile_id'),
		/** Of the merges that they had a part in; none once it is done. */
		mergeIds: text('merge_ids', { mode: 'json' }).$type<readonly string[]>().notNull().default([]),
		state: text('state', { enum: ['underway', 'done'] }).notNull(),
		/** What the workspace calls it, such as the number of a letter. */
		reference: text('reference').notNull(),
		/** The name of the teammate. */
		requestedBy: text('requested_by').notNull(),
		requestedAt: integer('requested_at').notNull(),
		doneAt: integer('done_at'),
		report: text('report', { mode: 'json' }).$type<ErasureReport>(),
	},
	(table) => [index('erasures_requested').on(table.requestedAt), index('erasures_profile').on(table.profileId)],
);
