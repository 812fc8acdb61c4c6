import type { Region } from '../../core/id/id.ts';
import type { FileFormat, ImportKind, Mapping } from '../../core/import/index.ts';

/** A file that is to be read to its end, and what for. */
export interface Job {
	/** The import's id, under which the file is kept. */
	readonly id: string;
	/** A rehearsal changes nothing and says what would change. */
	readonly mode: 'rehearsal' | 'run';
	readonly kind: ImportKind;
	readonly siteId: string;
	readonly region: Region;
	readonly bytes: number;
	readonly format: FileFormat;
	/** Of a CSV; of lines of JSON every row has its own. */
	readonly columns: readonly string[];
	readonly mapping: Mapping;
	readonly asOf: number;
	/** Tells one run of the same file from another. */
	readonly begunAt: number;
}

/** One line that does not go in, and how to mend it. */
export interface RefusedLine {
	readonly line: number;
	readonly column: string | null;
	readonly code: string;
	readonly message: string;
	readonly hint: string | null;
}
