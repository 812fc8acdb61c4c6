import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const sites = sqliteTable('sites', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	/** Host names (with port when it is not the scheme's own) that the Worker answers as this site. */
	hostnames: text('hostnames', { mode: 'json' }).$type<string[]>().notNull(),
	/** Origins whose pages may send events with the public key; hostnames of the site always may. */
	allowedOrigins: text('allowed_origins', { mode: 'json' }).$type<string[]>().notNull(),
	/** Public: stands in the page. */
	writeKey: text('write_key').notNull().unique(),
	/** For servers: may say who somebody is. */
	secretKey: text('secret_key').notNull().unique(),
	/** The server behind the Worker, `https://origin.example`; null when the site only uses the script tag. */
	origin: text('origin'),
	consentMode: text('consent_mode', { enum: ['required', 'implied'] })
		.notNull()
		.default('implied'),
	/**
	 * What the public key's word on who somebody is means: `claims` stay with the device that made them, `counts` is as good as
	 * a server's. Only for sites whose userIds nobody can guess.
	 */
	publicWord: text('public_word', { enum: ['claims', 'counts'] })
		.notNull()
		.default('claims'),
	/** What is counted of people who have not consented yet, where consent is required. */
	beforeConsent: text('before_consent', { enum: ['nothing', 'cookieless'] })
		.notNull()
		.default('nothing'),
	/** Where people live of whom nobody knows it, and what conditions call the site's time zone: an IANA name. */
	timeZone: text('time_zone').notNull().default('UTC'),
	/** Number of the release that is live; null before the first. */
	release: integer('release'),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** Who answers for a hostname: the key lets two sites never claim the same one. Written with `sites.hostnames`. */
export const siteHosts = sqliteTable('site_hosts', {
	hostname: text('hostname').primaryKey(),
	siteId: text('site_id').notNull(),
});
