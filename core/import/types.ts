import type { Bag } from '../event/index.ts';

/** What a file holds: people with their traits, what people did, or companies with their traits. */
export const importKinds = ['people', 'events', 'accounts'] as const;
export type ImportKind = (typeof importKinds)[number];

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** `spaces` is any run of blanks, as in columns that are lined up. */
export const delimiters = [',', ';', '\t', '|', 'spaces'] as const;
export type Delimiter = (typeof delimiters)[number];

/** How a file is written. */
export interface FileFormat {
	readonly type: 'csv' | 'ndjson';
	readonly encoding: Encoding;
	readonly delimiter: Delimiter;
	readonly quote: '"' | "'";
	/** The first line names the columns. */
	readonly header: boolean;
}

/** `any` keeps a JSON value as it is, and text as text. */
export const valueTypes = ['any', 'text', 'number', 'boolean', 'date', 'list'] as const;
export type ValueType = (typeof valueTypes)[number];

/** In which order a date's parts stand, or what its number counts; `excel` counts days since 1900. */
export const dateFormats = ['iso', 'dmy', 'mdy', 'ymd', 'excel', 'unix', 'unix-ms'] as const;
export type DateFormat = (typeof dateFormats)[number];

/** What becomes of one column. */
export interface ColumnMapping {
	/** The column's name in the file. */
	readonly column: string;
	/**
	 * `userId`, `anonymousId`, `email`, `timestamp`, `event`, `traits.…`, `properties.…`, `groupId` for the company that the person
	 * belongs to, `account.…` for its traits; empty leaves the column out.
	 */
	readonly to: string;
	readonly type: ValueType;
	/** For dates. */
	readonly format?: DateFormat;
	/** For lists: what stands between their items. */
	readonly separator?: string;
}

/** What becomes of a file's rows. */
export interface Mapping {
	readonly columns: readonly ColumnMapping[];
	/** The name of every row's event, where no column has it. `Page Viewed` is a page call. */
	readonly event?: string;
	/** Where dates without a zone were written: an IANA name. */
	readonly timeZone: string;
	/** What stands before the decimals. */
	readonly decimal: '.' | ',';
}

/** One row by its columns' names. Text of a CSV, JSON values of NDJSON. */
export type Cells = ReadonlyMap<string, unknown>;

/** A row as one of Segment's calls, without its `messageId`. */
export interface RowCall extends Bag {
	readonly type: 'identify' | 'track' | 'page' | 'group';
	readonly userId?: string;
	readonly anonymousId?: string;
	/** ISO instant. */
	readonly timestamp: string;
}
