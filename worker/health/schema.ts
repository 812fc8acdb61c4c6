import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What became of events, counted by day. Every event that was not simply kept has its reason here once, so that sums over rows are
 * totals; where a day has too many different ones, the rest of them are counted without event and path.
 */
export const health = sqliteTable(
	'health',
	{
		/** UTC, `2026-11-24`. */
		day: text('day').notNull(),
		siteId: text('site_id').notNull(),
		/** `accepted`, `refused`, `bot` …: see worker/health/incident.ts. */
		kind: text('kind').notNull(),
		/** Which reason of this kind: a refusal's code, a broken rule. */
		code: text('code').notNull(),
		/** Name of the events, as far as one is known. */
		event: text('event').notNull(),
		/** What within them. */
		path: text('path').notNull(),
		count: integer('count').notNull(),
		/** ms */
		lastAt: integer('last_at').notNull(),
		/** Of the last one, in words. */
		message: text('message').notNull(),
		/** How the last one looked, as JSON: short, and without what people entered. */
		sample: text('sample'),
	},
	// The day comes first: old ones are forgotten together.
	(table) => [primaryKey({ columns: [table.day, table.siteId, table.kind, table.code, table.event, table.path] })],
);
