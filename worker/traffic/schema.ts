import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The salt of the day's visitor hashes. Its day over, it is deleted, and nothing can be hashed to the same value again. */
export const trafficSalts = sqliteTable('traffic_salts', {
	/** Days since 1970, UTC. */
	day: integer('day').primaryKey(),
	salt: text('salt').notNull(),
});
