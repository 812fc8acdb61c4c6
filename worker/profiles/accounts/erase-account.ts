import { digest } from '../../../core/hash/digest.ts';
import { placesOfRows } from '../places-of.ts';
import type { Turn } from '../settle.ts';
import type { Tables } from '../tables.ts';
import { type Account, newAccount } from './account.ts';

/**
 * Takes an account out of its shard's tables, in the caller's transaction, and notes that its members' shards are to forget it. That it
 * was erased is remembered until all have heard. False when there is none.
 */
export function eraseAccount({ tables, now }: Turn, id: string): boolean {
	const account = tables.accounts.read(id);
	if (!account || account.erasedAt !== undefined) return false;
	tables.accountEvents.removeAll(id);
	tables.accountMembers.removeAll(id);
	eraseWords(tables, account, now);
	const { shards, version } = account;
	tables.accounts.save({ ...newAccount(id, now), shards, version: Math.max(now, version + 1), erasedAt: now }, now);
	tables.accounts.tellAt(id, now);
	tables.outbox.add('account', id);
	return true;
}

/** What was said of it by itself goes from the log, and then from the archive: nobody else's history tells it. */
function eraseWords(tables: Tables, { id, words = null }: Account, now: number): void {
	const rows = [...tables.batches.rowsOf(words)];
	if (rows.length === 0) return;
	tables.batches.remove(rows.map(({ seq }) => seq));
	tables.erasures.save({
		id: `account:${digest(id).slice(0, 26)}:${now}`,
		profileId: '',
		accountId: id,
		report: { events: rows.length, enrollments: 0, deliveries: 0, database: {}, archive: { objects: 0, lines: 0 } },
		databaseFrom: now,
		isDatabaseDone: true,
		places: placesOfRows(rows),
		place: 0,
		afterKey: '',
	});
}
