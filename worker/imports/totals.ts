/** What became of a file's rows, or would. */
export interface Totals {
	/** Rows read: all that are no header and not empty. */
	readonly rows: number;
	readonly refused: number;
	/** Events that were not here, and those that were. */
	readonly fresh: number;
	readonly duplicates: number;
	/** People, or companies, counted by a rehearsal only: each once. */
	readonly people?: Readonly<Record<Verdict, number>>;
	/** A few of whom the file changes. */
	readonly examples?: readonly Example[];
}

/** What a file means for a person. */
export type Verdict = 'new' | 'changed' | 'unchanged';

/** What would change of one person. Values are JSON, null where there is none. */
export interface Example {
	readonly who: string;
	readonly profileId: string | null;
	readonly line: number;
	readonly changes: readonly { readonly trait: string; readonly before: string | null; readonly after: string }[];
	/** Events that would be added. */
	readonly events: number;
}

export const nothingYet: Totals = { rows: 0, refused: 0, fresh: 0, duplicates: 0 };
