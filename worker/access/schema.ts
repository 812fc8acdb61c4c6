import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** better-auth gives and takes Dates here. */
const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** People with access to this workspace. */
export const users = sqliteTable('auth_users', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	/** Lower case. */
	email: text('email').notNull().unique(),
	emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
	image: text('image'),
	/** Owners and editors change things; viewers look. */
	role: text('role', { enum: ['owner', 'editor', 'viewer'] })
		.notNull()
		.default('viewer'),
	createdAt: moment('created_at').notNull(),
	updatedAt: moment('updated_at').notNull(),
});

export const sessions = sqliteTable(
	'auth_sessions',
	{
		id: text('id').primaryKey(),
		userId: text('user_id')
			.notNull()
			.references(() => users.id, { onDelete: 'cascade' }),
		token: text('token').notNull().unique(),
		expiresAt: moment('expires_at').notNull(),
		/** Always null: addresses are not kept. */
		ipAddress: text('ip_address'),
		userAgent: text('user_agent'),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull(),
	},
	(table) => [index('auth_sessions_user').on(table.userId)],
);

/** How somebody proves who they are: here, a password. */
export const accounts = sqliteTable(
	'auth_accounts',
	{
		id: text('id').primaryKey(),
		userId: text('user_id')
			.notNull()
			.references(() => users.id, { onDelete: 'cascade' }),
		accountId: text('account_id').notNull(),
		providerId: text('provider_id').notNull(),
		accessToken: text('access_token'),
		refreshToken: text('refresh_token'),
		idToken: text('id_token'),
		accessTokenExpiresAt: moment('access_token_expires_at'),
		refreshTokenExpiresAt: moment('refresh_token_expires_at'),
		scope: text('scope'),
		/** scrypt; see access/password.ts. */
		password: text('password'),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull(),
	},
	(table) => [index('auth_accounts_user').on(table.userId)],
);

export const verifications = sqliteTable(
	'auth_verifications',
	{
		id: text('id').primaryKey(),
		identifier: text('identifier').notNull(),
		value: text('value').notNull(),
		expiresAt: moment('expires_at').notNull(),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull(),
	},
	(table) => [index('auth_verifications_identifier').on(table.identifier)],
);

/** RFC 8628: an extension that waits for a person to approve it. */
export const deviceCodes = sqliteTable('auth_device_codes', {
	id: text('id').primaryKey(),
	deviceCode: text('device_code').notNull().unique(),
	userCode: text('user_code').notNull().unique(),
	userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
	expiresAt: moment('expires_at').notNull(),
	status: text('status').notNull(),
	lastPolledAt: moment('last_polled_at'),
	/** Milliseconds. */
	pollingInterval: integer('polling_interval'),
	clientId: text('client_id'),
	scope: text('scope'),
});

/** Tries counted per address and path. `key` is a keyed hash, because it is made of an IP address. */
export const rateLimits = sqliteTable('auth_rate_limits', {
	key: text('key').primaryKey(),
	count: integer('count').notNull(),
	/** When the window began. */
	since: integer('since').notNull(),
});

/** Who changed what. Written by every route that changes something; never updated. */
export const audit = sqliteTable(
	'audit',
	{
		id: integer('id').primaryKey({ autoIncrement: true }),
		at: integer('at').notNull().default(sql`(unixepoch('subsec') * 1000)`),
		userId: text('user_id').notNull(),
		/** `segment.update`, `release.publish`. */
		action: text('action').notNull(),
		/** Id of what was changed. */
		target: text('target').notNull(),
	},
	(table) => [index('audit_at').on(table.at)],
);
