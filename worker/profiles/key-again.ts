import { keysVersion } from '../duplicates/index.ts';
import type { Transact } from './attend.ts';
import type { Tables } from './tables.ts';

/** People whom one turn lists. */
const turnSize = 200;
const over = `over ${keysVersion}`;

/** Whether everyone here is, or is about to be, compared by the keys that people have now. */
export function isKeyed({ meta }: Tables): boolean {
	return meta.read('keyed') === over;
}

/** Where nobody is yet, whoever comes is written with the keys of today. */
export function noteKeyed({ meta }: Tables): void {
	meta.save('keyed', over);
}

/**
 * Lists everyone for writing behind, once, after what people are compared by has changed: D1 gets their keys with their rows, which
 * it has already. Returns whether more are waiting.
 */
export function keyAgain(tables: Tables, transact: Transact): boolean {
	if (isKeyed(tables)) return false;
	const at = `at ${keysVersion} `;
	const noted = tables.meta.read('keyed') ?? '';
	const ids = tables.profiles.idsAfter(noted.startsWith(at) ? noted.slice(at.length) : '', turnSize);
	transact(() => {
		for (const id of ids) tables.outbox.add('profile', id);
		tables.meta.save('keyed', ids.length === turnSize ? at + ids.at(-1) : over);
	});
	return ids.length === turnSize;
}
