import type { ListedObject } from './storage.ts';

/** Which objects to look into. */
export interface Within {
	readonly prefix: string;
	/** How the names of their logs begin: a person's lines are in their shard's logs only. */
	readonly log: string;
	/** Of this log, only objects with rows from `first` to `last`. */
	readonly only?: { readonly log: string; readonly first: number; readonly last: number };
	/** The key after which to go on; empty at the beginning. */
	readonly after: string;
}

/** Whether an object is one of those. */
export function isMeant({ log, first, last }: ListedObject, { log: logs, only }: Within): boolean {
	if (!log.startsWith(logs)) return false;
	return only === undefined || log !== only.log || (first <= only.last && last >= only.first);
}
