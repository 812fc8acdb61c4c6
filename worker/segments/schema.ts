import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ConditionJson } from '../../core/condition/types.ts';
import type { SegmentKind } from './kinds.ts';

export const segments = sqliteTable('segments', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	description: text('description').notNull().default(''),
	kind: text('kind').$type<SegmentKind>().notNull().default('live'),
	/** The moment of a snapshot, ms; null for other kinds. */
	takenAt: integer('taken_at'),
	condition: text('condition', { mode: 'json' }).$type<ConditionJson>().notNull(),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** How many people were in a segment when a day (UTC, `2026-11-24`) was last counted. */
export const segmentSizes = sqliteTable(
	'segment_sizes',
	{
		segmentId: text('segment_id').notNull(),
		day: text('day').notNull(),
		members: integer('members').notNull(),
	},
	(table) => [primaryKey({ columns: [table.segmentId, table.day] })],
);
