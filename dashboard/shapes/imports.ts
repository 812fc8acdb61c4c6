import type { FileFormat, ImportKind, Mapping, RowCall } from '../../core/import/index.ts';
import type { Instant } from './list.ts';

/** What becomes of an import's rows, or would. */
export interface ImportTotals {
	readonly rows: number;
	readonly refused: number;
	/** Events that were not there, and those that were. */
	readonly fresh: number;
	readonly duplicates: number;
	/** Of a dry run: everybody once. */
	readonly people?: Readonly<Record<'new' | 'changed' | 'unchanged', number>>;
	readonly examples?: readonly ImportExample[];
}

/** What an import would change of one person; values are JSON. */
export interface ImportExample {
	readonly who: string;
	readonly profileId: string | null;
	readonly line: number;
	readonly changes: readonly { readonly trait: string; readonly before: string | null; readonly after: string }[];
	readonly events: number;
}

export interface ImportSettings {
	readonly format: FileFormat;
	readonly mapping: Mapping;
}

/** A file of people or events, from its upload on. */
export interface Import {
	readonly id: string;
	readonly name: string;
	readonly kind: ImportKind;
	readonly siteId: string;
	readonly bytes: number;
	readonly state: 'uploading' | 'ready' | 'rehearsing' | 'running' | 'done' | 'cancelled';
	readonly asOf: Instant | null;
	readonly partBytes: number;
	/** Numbers of the parts that are there, from 1. */
	readonly parts: readonly number[];
	readonly format: FileFormat | null;
	readonly mapping: Mapping | null;
	readonly foreseen: ImportTotals | null;
	readonly totals: ImportTotals | null;
	readonly progress: {
		/** Bytes, of `bytes`. */
		readonly read: number;
		readonly line: number;
		readonly totals: ImportTotals;
		readonly trouble: string | null;
		readonly startedAt: Instant;
	} | null;
	readonly createdAt: Instant;
	readonly updatedAt: Instant;
}

/** One line that does not go in, and how to mend it. */
export interface RefusedLine {
	readonly line: number;
	readonly column: string | null;
	readonly message: string;
	readonly hint: string | null;
}

/** What a file's first rows become. */
export interface ImportPreview extends ImportSettings {
	readonly columns: readonly string[];
	/** Columns with dates that could be read in two ways. */
	readonly doubtful: readonly string[];
	readonly rows: readonly {
		readonly line: number;
		readonly cells: Readonly<Record<string, unknown>>;
		readonly call: RowCall | null;
		/** What the row says of the person's company. */
		readonly account: RowCall | null;
		readonly refusal: RefusedLine | null;
	}[];
}
