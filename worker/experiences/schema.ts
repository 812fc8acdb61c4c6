import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Experience, Holdout, Release } from '../../core/release/types.ts';
import type { CheckedPage } from './verdict/check-experience.ts';

/** Drafts: what marketers edit. The edge never reads them but for previews. */
export const experiences = sqliteTable('experiences', {
	id: text('id').primaryKey(),
	siteId: text('site_id').notNull(),
	body: text('body', { mode: 'json' }).$type<Experience>().notNull(),
	createdAt: integer('created_at').notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** Immutable. `sites.release` points at the one that is live. */
export const releases = sqliteTable(
	'releases',
	{
		siteId: text('site_id').notNull(),
		number: integer('number').notNull(),
		body: text('body', { mode: 'json' }).$type<Release>().notNull(),
		publishedAt: integer('published_at').notNull(),
		publishedBy: text('published_by').notNull(),
	},
	(table) => [primaryKey({ columns: [table.siteId, table.number] })],
);

/** Whom a site changes nothing for, from its next release on. */
export const holdouts = sqliteTable('holdouts', {
	siteId: text('site_id').primaryKey(),
	body: text('body', { mode: 'json' }).$type<Holdout>().notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** What bandits have learned: the share of each variant, by its id. */
export const bandits = sqliteTable('bandits', {
	experienceId: text('experience_id').primaryKey(),
	weights: text('weights', { mode: 'json' }).$type<Readonly<Record<string, number>>>().notNull(),
	updatedAt: integer('updated_at').notNull(),
});

/** What checks of live experiences have found: on which page which edit is made where. */
export const verdicts = sqliteTable('edit_verdicts', {
	experienceId: text('experience_id').primaryKey(),
	siteId: text('site_id').notNull(),
	/** The release whose edits were checked. */
	release: integer('release').notNull(),
	pages: text('pages', { mode: 'json' }).$type<readonly CheckedPage[]>().notNull(),
	checkedAt: integer('checked_at').notNull(),
});
