import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Region } from '../../core/id/id.ts';
import { type FileFormat, importKinds, type Mapping } from '../../core/import/index.ts';
import type { Totals } from './totals.ts';

/** Where an import stands; `rehearsing` and `running` are told by its run. */
export const importStates = ['uploading', 'ready', 'rehearsing', 'running', 'done', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/** Files of people or events, from their upload on. */
export const imports = sqliteTable(
	'imports',
	{
		id: text('id').primaryKey(),
		/** The file's. */
		name: text('name').notNull(),
		kind: text('kind', { enum: importKinds }).notNull(),
		siteId: text('site_id').notNull(),
		/** Where people are kept whom the import makes known. */
		region: text('region').$type<Region>().notNull(),
		bytes: integer('bytes').notNull(),
		state: text('state', { enum: importStates }).notNull(),
		/** Of the file's parts: the same file has the same. Null before it is there. */
		fingerprint: text('fingerprint'),
		/** When the file's word was true, ms, where a row does not say so. Null before the file is there. */
		asOf: integer('as_of'),
		format: text('format', { mode: 'json' }).$type<FileFormat>(),
		mapping: text('mapping', { mode: 'json' }).$type<Mapping>(),
		/** Names of a CSV's columns, of the file that is being read or was. */
		columns: text('columns', { mode: 'json' }).$type<readonly string[]>(),
		/** When it was begun to be read last, ms: which run is meant. */
		begunAt: integer('begun_at'),
		/** What a rehearsal found and what the run did, once they are over. */
		foreseen: text('foreseen', { mode: 'json' }).$type<Totals>(),
		totals: text('totals', { mode: 'json' }).$type<Totals>(),
		createdBy: text('created_by').notNull(),
		createdAt: integer('created_at').notNull(),
		updatedAt: integer('updated_at').notNull(),
	},
	(table) => [index('imports_fingerprint').on(table.fingerprint)],
);

/** Parts of files that have arrived. */
export const importParts = sqliteTable(
	'import_parts',
	{
		importId: text('import_id').notNull(),
		/** From 1. */
		number: integer('number').notNull(),
		bytes: integer('bytes').notNull(),
		sha256: text('sha256').notNull(),
	},
	(table) => [primaryKey({ columns: [table.importId, table.number] })],
);
